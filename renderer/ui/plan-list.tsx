import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './plan-list.module.css'

export interface PlanLine {
  readonly key: string
  readonly text: ReactNode
  /** Exact files, one line each. */
  readonly paths: readonly string[]
  readonly duration: ReactNode
  readonly pointOfNoReturn: boolean
}

/** The whole plan in order; the point of no return stands between two ink lines. */
export const PlanList = ({ lines, label }: { lines: readonly PlanLine[]; label: string }) => (
  <ol className={styles.plan} aria-label={label}>
    {lines.map((line) => (
      <li key={line.key} className={classes(line.pointOfNoReturn && styles.point)}>
        <span>{line.text}</span>
        <span className={styles.duration}>{line.duration}</span>
        {line.paths.length > 0 && (
          <span className={styles.paths}>
            {line.paths.map((path) => (
              <span key={path}>{path}</span>
            ))}
          </span>
        )}
      </li>
    ))}
  </ol>
)
