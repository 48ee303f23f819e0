import { type ReactNode, useRef, useState } from 'react'
import type { Act } from '../state/act.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActs } from '../ui/dialog.tsx'
import { type Effect, Effects } from '../ui/effects.tsx'
import { Fault } from '../ui/fault.tsx'
import { TypedWords } from '../ui/typed-words.tsx'
import { actWords } from '../words/acts.ts'

const words = actWords.ask

interface AskDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly lead?: string
  readonly effects: readonly Effect[]
  /** What is typed before it, where something is lost. */
  readonly typed?: string | null
  /** What is said of an act that is asked for and not done yet, where more can be said than that. */
  readonly pending?: string
  readonly keep: string
  /** Looks like what can't be taken back, without words to type. */
  readonly danger?: boolean
  readonly does: string
  /** Why it can’t be done at all, in words. */
  readonly closed?: string | null
  readonly act: Pick<Act<never, unknown>, 'fault' | 'pending' | 'forget'>
  /** `null` when it failed. */
  readonly run: () => Promise<unknown>
  readonly children?: ReactNode
}

/** Consent: the exact effects, the words to type where something is lost, the safe choice before the act. */
export const AskDialog = ({ open, onClose, title, lead, effects, typed: wanted = null, children, ...asked }: AskDialogProps) => {
  const { act, run } = asked
  const [typed, type] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const safe = useRef<HTMLButtonElement>(null)
  const agreed = wanted === null || typed === wanted
  const close = () => {
    type('')
    act.forget()
    onClose()
  }
  return (
    <Dialog open={open} onClose={close} title={title} lead={lead} first={wanted === null ? safe : field}>
      <Effects effects={effects} />
      {wanted !== null && <TypedWords before={words.type} words={wanted} value={typed} onChange={type} reference={field} />}
      {children}
      {act.fault && <Fault words={act.fault} />}
      <DialogActs>
        <Button reference={safe} onPress={close}>
          {asked.keep}
        </Button>
        <Button
          kind={wanted === null && !asked.danger ? 'plain' : agreed ? 'danger-ready' : 'danger'}
          reason="before"
          closed={asked.closed ?? (agreed ? (act.pending ? (asked.pending ?? words.pending) : null) : words.notYet)}
          onPress={() => void run().then((done) => done !== null && close())}
        >
          {asked.does}
        </Button>
      </DialogActs>
    </Dialog>
  )
}
