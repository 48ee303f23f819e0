import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './evidence-row.module.css'
import layout from './layout.module.css'
import { Mark } from './mark.tsx'
import text from './text.module.css'
import type { Look, Tone } from './tone.ts'

interface EvidenceRowProps extends Look {
  readonly source: ReactNode
  readonly says: ReactNode
  readonly age: ReactNode
  /** The time in UTC, on hover. */
  readonly ageTitle?: string | undefined
  /** The raw detail, below what it says. */
  readonly detail?: ReactNode
}

const loud: readonly Tone[] = ['odd', 'bad', 'warn']

/** Who says what, since when. Sources that contradict are both in odd; none is picked. */
export const EvidenceRow = ({ source, says, mark, tone, age, ageTitle, detail }: EvidenceRowProps) => (
  <div className={styles.row}>
    <dt>{source}</dt>
    <dd className={classes(styles.says, loud.includes(tone) && text[tone])}>
      <Mark name={mark} tone={tone} />
      <span>{says}</span>
    </dd>
    <dd className={styles.age} title={ageTitle}>
      {age}
    </dd>
    {detail && <dd className={layout.below}>{detail}</dd>}
  </div>
)

export const EvidenceList = ({ children }: { children: ReactNode }) => <dl className={layout.ruled}>{children}</dl>
