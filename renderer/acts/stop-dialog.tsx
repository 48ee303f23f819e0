import type { Check, RigName } from '../../electron/contract/model/basics.ts'
import type { SlotRow } from '../../electron/contract/model/rig.ts'
import type { Act } from '../state/act.ts'
import { useRows } from '../state/desk.ts'
import type { Effect } from '../ui/effects.tsx'
import { nodesWords } from '../words/nodes.ts'
import { programWords, typedWords } from '../words/programs.ts'
import { AskDialog } from './ask-dialog.tsx'
import { nodeLoss, serviceLoss } from './service-loss.ts'

const words = programWords.stopDialog

/** What acts need to know of a node or a service. */
export interface Program {
  readonly kind: 'node' | 'service'
  readonly name: RigName
  readonly slot: Pick<SlotRow, 'state' | 'startClosed' | 'stopClosed' | 'restartClosed' | 'stopWords' | 'outlasted'>
  readonly findings: readonly Check[]
}

const bad = (text: string): Effect => ({ mark: 'failed', tone: 'bad', text })

const lost = (loss: string | null): Effect => (loss === null ? { mark: 'info', tone: 'idle', text: words.noProof } : bad(loss))

function useEffects({ kind, name, slot }: Program): readonly Effect[] {
  const identities = Object.values(useRows('identities'))
  const asked = slot.stopWords !== null
  if (slot.outlasted)
    return [bad(words.outlasted), { mark: 'pass', tone: 'good', text: kind === 'node' ? words.nodeUntouched : words.untouched }]
  if (kind === 'service')
    return [
      lost(serviceLoss(identities.find(({ service }) => service === name) ?? null, asked)),
      { mark: 'at-risk', tone: 'warn', text: words.missed },
      { mark: 'pass', tone: 'good', text: words.untouched },
    ]
  return [
    lost(
      nodeLoss(
        identities.filter(({ node }) => node === name),
        asked,
      ),
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

/** Consent in words: the exact effects, and where something is lost the words to type; the core hears what its row says stands for them. */
export const StopDialog = ({ program, act, open, onClose }: StopDialogProps) => {
  const { kind, name, slot } = program
  const effects = useEffects(program)
  return (
    <AskDialog
      open={open}
      onClose={onClose}
      title={slot.outlasted ? words.endTitle(kind, name) : words.title(kind, name)}
      lead={words.lead}
      effects={effects}
      typed={typedWords(name, slot)}
      pending={nodesWords.pending}
      keep={words.keep}
      does={slot.outlasted ? words.endAct : effects[0]?.tone === 'bad' ? words.actLoses : words.act(kind)}
      act={act}
      run={() => act.run(slot.stopWords ?? '')}
    />
  )
}
