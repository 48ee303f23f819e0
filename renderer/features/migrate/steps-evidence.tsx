import type { BatchRow } from '../../../electron/contract/model/migration.ts'
import { clockTime, utc } from '../../format/time.ts'
import { classes } from '../../ui/classes.ts'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import type { Look } from '../../ui/tone.ts'
import { plainEvidence } from '../../words/check-evidence.ts'
import { migrateWords } from '../../words/migrate.ts'
import { type ShownStep, shownSteps } from './move-steps.ts'
import { stepWords } from './plan-lines.tsx'

const words = migrateWords.progress
const looks: Readonly<Record<ShownStep['state'], Look>> = {
  done: { mark: 'published', tone: 'good' },
  now: { mark: 'waiting', tone: 'active' },
  'to-do': { mark: 'queued', tone: 'idle' },
  undone: { mark: 'retired', tone: 'idle' },
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
  const detail = state === 'done' && evidence ? seenValues(evidence.values) : ''
  const seen = (state === 'done' || state === 'undone') && evidence ? evidence.at : null
  return (
    <li className={layout.line} aria-current={state === 'now' ? 'step' : undefined}>
      <Mark name={looks[state].mark} tone={looks[state].tone} />
      <span className={state === 'to-do' || state === 'undone' ? text.quiet : text.medium}>{stepWords(step)}</span>
      <span className={classes(text.quiet, text.small)} title={seen === null ? undefined : utc(seen)}>
        {state === 'undone' && `${words.undone}, `}
        {seen === null ? migrateWords.upTo(step.expectedMs) : clockTime(seen, true)}
      </span>
      {detail !== '' && <span className={layout.below}>{detail}</span>}
    </li>
  )
}
