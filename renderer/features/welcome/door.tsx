import type { ReactNode } from 'react'
import { classes } from '../../ui/classes.ts'
import type { Effect } from '../../ui/effects.tsx'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import styles from './welcome.module.css'

interface DoorProps {
  readonly title: string
  readonly lead: string
  readonly points: readonly (Effect & { readonly text: string })[]
  readonly children: ReactNode
}

/** One way in: what it is, what it will do, one act. */
export const Door = ({ title, lead, points, children }: DoorProps) => (
  <section className={styles.door} aria-label={title}>
    <h2>{title}</h2>
    <p>{lead}</p>
    <ul>
      {points.map((point) => (
        <li key={point.text}>
          <Mark name={point.mark} tone={point.tone} />
          <span>{point.text}</span>
        </li>
      ))}
    </ul>
    <div className={classes(layout.acts, styles.act)}>{children}</div>
  </section>
)
