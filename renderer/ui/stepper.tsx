import { Mark } from './mark.tsx'
import styles from './stepper.module.css'
import type { Look } from './tone.ts'

/** Where a wizard is. Done steps get a tick; narrow windows keep only the current one's name. */
export const Stepper = ({ label, steps, current }: { label: string; steps: readonly string[]; current: number }) => (
  <ol className={styles.steps} aria-label={label}>
    {steps.map((name, index) => (
      <li key={name} className={index < current ? styles.done : undefined} aria-current={index === current ? 'step' : undefined}>
        <span className={styles.number} aria-hidden="true">
          {index < current ? <Mark name="pass" tone="good" /> : index + 1}
        </span>
        <span className={styles.name}>{name}</span>
      </li>
    ))}
  </ol>
)

export interface LifeMark extends Look {
  readonly key: string
  readonly name: string
  readonly done: boolean
  readonly current: boolean
}

/** Seven marks of one epoch; the current one carries the true state's mark. */
export const LifeCycle = ({ label, marks }: { label: string; marks: readonly LifeMark[] }) => (
  <ol className={styles.life} aria-label={label}>
    {marks.map((step) => (
      <li key={step.key} className={step.done ? styles.done : undefined} aria-current={step.current ? 'step' : undefined}>
        <Mark name={step.mark} tone={step.tone} />
        {step.name}
      </li>
    ))}
  </ol>
)
