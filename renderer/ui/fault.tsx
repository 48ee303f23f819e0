import type { ReactNode } from 'react'
import type { FaultWords } from '../words/errors.ts'
import { Chip } from './chip.tsx'
import { classes } from './classes.ts'
import styles from './fault.module.css'
import layout from './layout.module.css'
import text from './text.module.css'

/** What, why, what to do, and a reference. Spoken when it appears. */
export const Fault = ({ words, children }: { words: FaultWords; children?: ReactNode }) => (
  <div className={styles.fault} role="alert">
    <Chip mark="failed" tone="bad" strong>
      {words.title}
    </Chip>
    <span className={text.quiet}>
      {words.why} {words.act}
    </span>
    {words.reference && <span className={styles.reference}>{words.reference}</span>}
    {children && <div className={classes(layout.acts, layout.near)}>{children}</div>}
  </div>
)
