import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './evidence-row.module.css'
import { Mark } from './mark.tsx'
import type { MarkName } from './marks.ts'
import type { Tone } from './tone.ts'

interface EvidenceRowProps {
  readonly source: ReactNode
  readonly says: ReactNode
  readonly mark: MarkName
  readonly tone: Tone
  readonly age: ReactNode
  /** The time in UTC, on hover. */
  readonly ageTitle?: string | undefined
  /** The raw detail, below what it says. */
  readonly detail?: ReactNode
}

/** Who says what, since when. Sources that contradict are both in odd; none is picked. */
export const EvidenceRow = ({ source, says, mark, tone, age, ageTitle, detail }: EvidenceRowProps) => (
  <div className={classes(styles.row, styles[tone])}>
    <dt>{source}</dt>
    <dd className={styles.says}>
      <Mark name={mark} tone={tone} />
      <span>{says}</span>
    </dd>
    <dd className={styles.age} title={ageTitle}>
      {age}
    </dd>
    {detail && <dd className={styles.detail}>{detail}</dd>}
  </div>
)

export const EvidenceList = ({ children, ruled }: { children: ReactNode; ruled?: boolean }) => (
  <dl className={classes(styles.list, ruled && styles.ruled)}>{children}</dl>
)
