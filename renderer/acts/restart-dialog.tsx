import type { Act as Command } from '../state/act.ts'
import { actWords } from '../words/acts.ts'
import { nodesWords } from '../words/nodes.ts'
import { typedWords } from '../words/programs.ts'
import { AskDialog } from './ask-dialog.tsx'

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
export const RestartDialog = ({ kind, name, slot, act, open, onClose }: RestartDialogProps) => (
  <AskDialog
    open={open}
    onClose={onClose}
    title={words.title(kind, name)}
    lead={words.lead}
    effects={[
      { mark: 'stalled', tone: 'idle', text: words.stops(kind) },
      { mark: 'failed', tone: 'bad', text: words.loses },
      { mark: 'pass', tone: 'good', text: words.untouched },
    ]}
    typed={typedWords(name, slot) ?? ''}
    pending={nodesWords.pending}
    keep={words.keep}
    does={words.act}
    act={act}
    run={() => act.run(slot.stopWords ?? '')}
  />
)
