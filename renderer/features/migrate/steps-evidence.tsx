import type { BatchRow } from '../../../electron/contract/model/migration.ts'
import { clockTime, utc } from '../../format/time.ts'
import { classes } from '../../ui/classes.ts'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import type { MarkName } from '../../ui/marks.ts'
import { Section } from '../../ui/section.tsx'
import type { Tone } from '../../ui/tone.ts'
import { plainEvidence } from '../../words/check-evidence.ts'
import { migrateWords } from '../../words/migrate.ts'
import styles from './migrate.module.css'
import { type ShownStep, shownSteps } from './move-steps.ts'
import { stepWords } from './plan-lines.tsx'

const words = migrateWords.progress
const looks: Readonly<Record<ShownStep['state'], readonly [MarkName, Tone]>> = {
  done: ['published', 'good'],
  now: ['waiting', 'active'],
  'to-do': ['queued', 'idle'],
  undone: ['retired', 'idle'],
}

/** Every step of the plan; the done ones with what was seen. */
export const StepsEvidence = ({ batch }: { batch: BatchRow }) => (
  <Section className={layout.above} title={words.evidence}>
    <ol className={layout.ruled}>
      {shownSteps(batch).map((shown) => (
        <Step key={shown.step.id} shown={shown} />
      ))}
    </ol>
  </Section>
)

/** Recorded values as plain text: only those with a word are named. */
export const seenValues = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${migrateWords.values[key] ?? key} ${plainEvidence(value)}`.trim())
    .join(', ')

const Step = ({ shown: { step, state, evidence } }: { shown: ShownStep }) => {
  const [mark, tone] = looks[state]
  const detail = state === 'done' && evidence ? seenValues(evidence.values) : ''
  const seen = (state === 'done' || state === 'undone') && evidence ? evidence.at : null
  return (
    <li
      className={classes(layout.line, (state === 'to-do' || state === 'undone') && styles.toDo)}
      aria-current={state === 'now' ? 'step' : undefined}
    >
      <Mark name={mark} tone={tone} />
      <span className={styles.stepTitle}>{stepWords(step)}</span>
      <span className={styles.stepTime} title={seen === null ? undefined : utc(seen)}>
        {state === 'undone' && `${words.undone}, `}
        {seen === null ? migrateWords.upTo(step.expectedMs) : clockTime(seen, true)}
      </span>
      {detail !== '' && <span className={layout.below}>{detail}</span>}
    </li>
  )
}
