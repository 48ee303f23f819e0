import { useRef, useState } from 'react'
import type { Act as Command } from '../state/act.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActs } from '../ui/dialog.tsx'
import { Effects } from '../ui/effects.tsx'
import { Fault } from '../ui/fault.tsx'
import { TypedWords } from '../ui/typed-words.tsx'
import { actWords } from '../words/acts.ts'
import { nodesWords } from '../words/nodes.ts'
import { typedWords } from '../words/programs.ts'

const words = actWords.ask

interface RestartDialogProps {
  readonly kind: 'node' | 'service'
  readonly name: string
  /** What the core wants to hear for the typed words; it comes with the row. */
  readonly slot: { readonly stopWords: string | null; readonly outlasted: boolean }
  readonly act: Command<[string], unknown>
  readonly open: boolean
  readonly onClose: () => void
}

/** Consent before something that runs is stopped and started again. */
export const RestartDialog = ({ kind, name, slot, act, open, onClose }: RestartDialogProps) => {
  const [typed, type] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const wanted = typedWords(name, slot) ?? ''
  const agreed = typed === wanted
  const close = () => {
    type('')
    act.forget()
    onClose()
  }
  return (
    <Dialog open={open} onClose={close} title={words.title(kind, name)} lead={words.lead} first={field}>
      <Effects
        effects={[
          { mark: 'stalled', tone: 'idle', text: words.stops(kind) },
          { mark: 'failed', tone: 'bad', text: words.loses },
          { mark: 'pass', tone: 'good', text: words.untouched },
        ]}
      />
      <TypedWords before={words.type} agreed={words.agreed} words={wanted} value={typed} onChange={type} reference={field} />
      {act.fault && <Fault words={act.fault} />}
      <DialogActs>
        <Button onPress={close}>{words.keep}</Button>
        <Button
          kind={agreed ? 'danger-ready' : 'danger'}
          reason="before"
          closed={agreed ? (act.pending ? nodesWords.pending : null) : words.notYet}
          onPress={() => {
            void act.run(slot.stopWords ?? '').then((done) => done !== null && close())
          }}
        >
          {words.act}
        </Button>
      </DialogActs>
    </Dialog>
  )
}
