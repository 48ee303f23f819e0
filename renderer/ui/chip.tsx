import type { ReactNode } from 'react'
import styles from './chip.module.css'
import { classes } from './classes.ts'
import { Mark } from './mark.tsx'
import text from './text.module.css'
import type { Look } from './tone.ts'

interface ChipProps extends Look {
  readonly children: ReactNode
  /** A second word, without the tone: a pass, an age. */
  readonly note?: ReactNode
  /** For rows with several lines, where the mark belongs to the first. */
  readonly strong?: boolean
}

/** Mark and word, no box: for tables and headings. */
export const Chip = ({ mark, tone, children, note, strong }: ChipProps) => (
  <span className={classes(styles.chip, text[tone], strong && styles.strong)}>
    <Mark name={mark} tone={tone} className={styles.same} />
    <span className={styles.word}>{children}</span>
    {note !== undefined && <small>{note}</small>}
  </span>
)
