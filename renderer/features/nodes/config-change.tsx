import type { ConfigProposal } from '../../../electron/contract/model/config.ts'
import type { Act } from '../../state/act.ts'
import type { Asked } from '../../state/ask.ts'
import { Button } from '../../ui/button.tsx'
import { CheckList } from '../../ui/check-row.tsx'
import { classes } from '../../ui/classes.ts'
import { Fault } from '../../ui/fault.tsx'
import { Findings } from '../../ui/findings.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { configWords } from '../../words/config.ts'
import styles from './config.module.css'

const words = configWords.change

interface ChangeProps {
  /** How many keys differ from the file. */
  readonly edits: number
  readonly proposal: Asked<ConfigProposal>
  readonly write: Act<[], unknown>
  readonly undo: () => void
  /** Reads the file anew: somebody else wrote it meanwhile. */
  readonly again: () => void
}

function closedBy(edits: number, { answer }: Asked<ConfigProposal>): string | null {
  if (edits === 0) return words.closed.nothing
  if (answer === null) return words.closed.looking
  if (answer.wrong.length > 0 || answer.refused !== null) return words.closed.wrong
  return answer.diff.length === 0 ? words.closed.nothing : null
}

/** The lines that differ, what speaks against the next start with them, and the one act. */
export const ChangePart = ({ edits, proposal, write, undo, again }: ChangeProps) => {
  const fault = proposal.fault ?? write.fault
  return (
    <Section title={words.title} note={words.note} className={styles.change}>
      {edits === 0 && <p className={text.note}>{words.nothing}</p>}
      {proposal.answer && <Proposal proposal={proposal.answer} />}
      {fault && (
        <Fault words={fault}>
          <Button small onPress={again}>
            {words.again}
          </Button>
        </Fault>
      )}
      <div className={classes(layout.acts, styles.acts)}>
        {edits > 0 && <Button onPress={undo}>{words.undo}</Button>}
        <Button kind="primary" closed={closedBy(edits, proposal)} onPress={() => void write.run()}>
          {words.write}
        </Button>
      </div>
    </Section>
  )
}

/** A change as it would be written. */
export const Proposal = ({ proposal: { refused, diff, findings } }: { proposal: ConfigProposal }) => (
  <>
    {refused && <p className={text.note}>{configWords.refused[refused.why](refused.detail)}</p>}
    <Diff lines={diff} />
    {findings.length > 0 && (
      <>
        <h3 className={styles.against}>{words.against}</h3>
        <CheckList>
          <Findings findings={findings} />
        </CheckList>
      </>
    )}
  </>
)

const signs = { gone: '−', new: '+', same: ' ' } as const

const Diff = ({ lines }: { lines: ConfigProposal['diff'] }) =>
  lines.length === 0 ? null : (
    <ol className={styles.diff}>
      {lines.map(({ is, text: line }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text, which may be alike
        <li key={at} className={is === 'gone' ? styles.gone : is === 'new' ? styles.new : undefined}>
          <span aria-hidden="true">{signs[is]}</span>
          <span className={text.hidden}>{configWords.diff[is]}</span>
          <span>{line}</span>
        </li>
      ))}
    </ol>
  )
