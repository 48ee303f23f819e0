import type { ReactNode } from 'react'
import { checkLabels, verdictLooks } from '../words/checks.ts'
import styles from './check-row.module.css'
import { classes } from './classes.ts'
import layout from './layout.module.css'
import { Mark } from './mark.tsx'
import text from './text.module.css'

export type Verdict = keyof typeof verdictLooks

export interface CheckRowProps {
  readonly verdict: Verdict
  /** What the mark means, for who can't see it. */
  readonly verdictWord?: string
  readonly title: ReactNode
  readonly evidence: ReactNode
  /** A plain line below, without a label. */
  readonly detail?: ReactNode
  readonly why?: string | null
  readonly fix?: string | null
  /** Where it is mended; stands on the line of the fix. */
  readonly act?: ReactNode
}

/** A passed check is one line with its evidence at the right; the others add why and fix. */
export const CheckRow = ({ verdict, verdictWord = '', title, evidence, detail, why, fix, act }: CheckRowProps) => (
  <li className={layout.line}>
    <Mark name={verdictLooks[verdict].mark} tone={verdictLooks[verdict].tone} />
    <span className={styles.title}>
      <span className={text.hidden}>{verdictWord} </span>
      {title}
    </span>
    <span className={styles.evidence}>{evidence}</span>
    {detail && <span className={layout.below}>{detail}</span>}
    {(why || fix) && (
      <div className={styles.more}>
        {why && <Line label={checkLabels.why} words={why} />}
        {fix && <Line label={checkLabels.fix} words={fix} act={act} />}
      </div>
    )}
  </li>
)

const Line = ({ label, words, act }: { label: string; words: string; act?: ReactNode }) => (
  <>
    <b>{label}</b>
    <span>
      {words} {act}
    </span>
  </>
)

export const CheckList = ({ children, plain, className }: { children: ReactNode; plain?: boolean; className?: string | undefined }) => (
  <ul className={classes(!plain && layout.ruled, className)}>{children}</ul>
)
