import { useRef, useState } from 'react'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import type { State } from '../../../electron/contract/state.ts'
import { percent } from '../../format/numbers.ts'
import type { Act } from '../../state/act.ts'
import { useMirror } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActs } from '../../ui/dialog.tsx'
import { type Effect, Effects } from '../../ui/effects.tsx'
import { Fault } from '../../ui/fault.tsx'
import { TypedWords } from '../../ui/typed-words.tsx'
import { nodesWords } from '../../words/nodes.ts'
import { programWords, typedWords } from '../../words/programs.ts'
import type { Program } from './program-acts.tsx'

const words = programWords.stopDialog
const noIdentities: Readonly<Record<string, IdentityRow>> = {}
const identitiesOf = ({ identities }: State) => identities
const bad = (text: string): Effect => ({ mark: 'failed', tone: 'bad', text })

/** What would be lost right now, by the identity's own progress. */
function serviceLoss(identity: IdentityRow | null, asked: boolean): Effect {
  if (identity === null) return asked ? bad(words.loses) : { mark: 'info', tone: 'idle', text: words.noProof }
  const { phase, positionBytes, totalBytes } = identity.progress
  if (phase === 'reading' && positionBytes !== null && totalBytes) return bad(words.losesNow(percent(positionBytes / totalBytes)))
  if (asked || phase === 'k2pow' || identity.cell.post === 'proving') return bad(words.loses)
  return { mark: 'info', tone: 'idle', text: words.noProof }
}

function nodeLoss(identities: readonly IdentityRow[], asked: boolean): Effect {
  const names = identities.filter(({ cell }) => cell.post === 'proving').map(({ name }) => name)
  if (names.length > 0) return bad(words.nodeLoses(names))
  return asked ? bad(words.loses) : { mark: 'info', tone: 'idle', text: words.noProof }
}

function useEffects({ kind, name, slot }: Program): readonly Effect[] {
  const identities = Object.values(useMirror(identitiesOf) ?? noIdentities)
  const asked = slot.stopWords !== null
  if (slot.outlasted)
    return [bad(words.outlasted), { mark: 'pass', tone: 'good', text: kind === 'node' ? words.nodeUntouched : words.untouched }]
  if (kind === 'service')
    return [
      serviceLoss(identities.find(({ service }) => service === name) ?? null, asked),
      { mark: 'at-risk', tone: 'warn', text: words.missed },
      { mark: 'pass', tone: 'good', text: words.untouched },
    ]
  return [
    nodeLoss(
      identities.filter(({ node }) => node === name),
      asked,
    ),
    { mark: 'at-risk', tone: 'warn', text: words.nodeMissed },
    { mark: 'info', tone: 'idle', text: words.nodeTime },
    { mark: 'pass', tone: 'good', text: words.nodeUntouched },
  ]
}

interface StopDialogProps {
  readonly program: Program
  readonly act: Act<[string], unknown>
  readonly open: boolean
  readonly onClose: () => void
}

/** Consent in words: the exact effects, and where something is lost the words to type; the core hears what its row says stands for them. The safe choice stands beside. */
export const StopDialog = ({ program, act, open, onClose }: StopDialogProps) => {
  const { kind, name, slot } = program
  const [typed, type] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const keep = useRef<HTMLButtonElement>(null)
  const effects = useEffects(program)
  const wanted = typedWords(name, slot)
  const agreed = wanted === null || typed === wanted
  const close = () => {
    type('')
    act.forget()
    onClose()
  }
  const title = slot.outlasted ? words.endTitle(kind, name) : words.title(kind, name)
  const does = slot.outlasted ? words.endAct : effects[0]?.tone === 'bad' ? words.actLoses : words.act(kind)
  return (
    <Dialog open={open} onClose={close} title={title} lead={words.lead} first={wanted === null ? keep : field}>
      <Effects effects={effects} />
      {wanted !== null && (
        <TypedWords before={words.type} agreed={words.agreed} words={wanted} value={typed} onChange={type} reference={field} />
      )}
      {act.fault && <Fault words={act.fault} />}
      <DialogActs>
        <Button reference={keep} onPress={close}>
          {words.keep}
        </Button>
        <Button
          kind={wanted === null ? 'plain' : agreed ? 'danger-ready' : 'danger'}
          reason="before"
          closed={agreed ? (act.pending ? nodesWords.pending : null) : words.notYet}
          onPress={() => void act.run(slot.stopWords ?? '').then((done) => done !== null && close())}
        >
          {does}
        </Button>
      </DialogActs>
    </Dialog>
  )
}
