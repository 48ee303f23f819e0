import type { ReactNode } from 'react'
import { classes } from '../../ui/classes.ts'
import { Stepper } from '../../ui/stepper.tsx'
import text from '../../ui/text.module.css'
import { migrateWords } from '../../words/migrate.ts'
import styles from './migrate.module.css'

interface WizardProps {
  readonly title: string
  readonly step: number
  readonly aside?: ReactNode
  readonly foot: ReactNode
  readonly children: ReactNode
}

/** Head with the stepper, the page, what stands beside it, and the acts at the bottom. */
export const WizardFrame = ({ title, step, aside, foot, children }: WizardProps) => (
  <div className={styles.wizard}>
    <header className={styles.head}>
      <h1 className={classes(text.title, styles.heading)}>{title}</h1>
      <Stepper label={migrateWords.steps.label} steps={migrateWords.steps.names} current={step} />
    </header>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
    <section className={classes(styles.body, !aside && styles.full)} tabIndex={0} aria-label={migrateWords.steps.names[step] ?? title}>
      <div className={styles.column}>{children}</div>
      {aside && <aside className={styles.aside}>{aside}</aside>}
    </section>
    {foot !== null && <footer className={styles.foot}>{foot}</footer>}
  </div>
)
