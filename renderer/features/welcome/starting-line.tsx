import { Meter } from '../../ui/meter.tsx'
import { shellWords } from '../../words/shell.ts'
import { welcomeWords } from '../../words/welcome.ts'
import styles from './welcome.module.css'

/** How far a start has come: the step in words, and how many there are. */
export const StartingLine = ({ starting }: { starting: { readonly step: string; readonly done: number; readonly of: number } }) => {
  const step = welcomeWords.sim.steps[starting.step] ?? starting.step
  const part = starting.of === 0 ? null : starting.done / starting.of
  return (
    <div className={styles.starting} role="status">
      <div className={styles.startingLine}>
        <span>{step}</span>
        <span>{shellWords.starting.step(starting.done, starting.of)}</span>
      </div>
      <Meter label={`${step}, ${shellWords.starting.step(starting.done, starting.of)}`} part={part} kind="solid" />
    </div>
  )
}
