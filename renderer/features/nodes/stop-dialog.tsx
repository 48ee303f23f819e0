import { useRef, useState } from 'react'
import type { ServiceRow } from '../../../electron/contract/model/rig.ts'
import { useAct } from '../../state/act.ts'
import { useMirror } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { type Effect, Effects } from '../../ui/effects.tsx'
import { Fault } from '../../ui/fault.tsx'
import { TypedWords } from '../../ui/typed-words.tsx'
import { percent } from '../../words/format.ts'
import { nodesWords } from '../../words/nodes.ts'
import styles from './nodes.module.css'

const words = nodesWords.stopDialog

/** What would be lost right now, by the identity's own progress. */
const useLoss = (service: ServiceRow): Effect => {
  const identity = useMirror(({ identities }) => (service.identity === null ? null : (identities[service.identity] ?? null)))
  if (identity === null) return { mark: 'failed', tone: 'bad', text: words.loses }
  const { phase, positionBytes, totalBytes } = identity.progress
  if (phase === 'reading' && positionBytes !== null && totalBytes)
    return { mark: 'failed', tone: 'bad', text: words.losesNow(percent(positionBytes / totalBytes)) }
  if (phase === 'k2pow' || identity.cell.post === 'proving') return { mark: 'failed', tone: 'bad', text: words.loses }
  return { mark: 'info', tone: 'idle', text: words.noProof }
}

interface StopDialogProps {
  readonly service: ServiceRow
  readonly open: boolean
  readonly onClose: () => void
}

/** Consent in words: the exact effects, then the words to type. The safe choice stands beside. */
export const StopDialog = ({ service, open, onClose }: StopDialogProps) => {
  const [typed, type] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const loss = useLoss(service)
  const stop = useAct((client, said: string) => client.services.stop({ name: service.name, words: said }))
  const wanted = words.words(service.name)
  const agreed = typed === wanted
  const close = () => {
    type('')
    stop.forget()
    onClose()
  }
  return (
    <Dialog open={open} onClose={close} title={words.title(service.name)} lead={words.lead} first={field}>
      <Effects
        effects={[loss, { mark: 'at-risk', tone: 'warn', text: words.missed }, { mark: 'pass', tone: 'good', text: words.untouched }]}
      />
      <TypedWords before={words.type} agreed={words.agreed} words={wanted} value={typed} onChange={type} reference={field} />
      {stop.fault && <Fault words={stop.fault} />}
      <div className={styles.dialogActs}>
        <Button onPress={close}>{words.keep}</Button>
        <Button
          kind={agreed ? 'danger-ready' : 'danger'}
          reason="before"
          closed={agreed ? (stop.pending ? nodesWords.pending : null) : words.notYet}
          onPress={() => {
            void stop.run(typed).then((done) => done && close())
          }}
        >
          {loss.tone === 'bad' ? words.actLoses : words.act}
        </Button>
      </div>
    </Dialog>
  )
}
