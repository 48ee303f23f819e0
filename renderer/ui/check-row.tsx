import type { ReactNode } from 'react'
import { checkLabels } from '../words/checks.ts'
import styles from './check-row.module.css'
import { classes } from './classes.ts'
import layout from './layout.module.css'
import { Mark } from './mark.tsx'
import text from './text.module.css'
import type { Look } from './tone.ts'

export type Verdict = 'pass' | 'warn' | 'unknown' | 'fail'

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
}

const lookOf: Record<Verdict, Look> = {
  pass: { mark: 'pass', tone: 'good' },
  warn: { mark: 'at-risk', tone: 'warn' },
  unknown: { mark: 'unknown', tone: 'idle' },
  fail: { mark: 'failed', tone: 'bad' },
}

/** A passed check is one line with its evidence at the right; the others add why and fix. */
export const CheckRow = ({ verdict, verdictWord = '', title, evidence, detail, why, fix }: CheckRowProps) => (
  <li className={layout.line}>
    <Mark name={lookOf[verdict].mark} tone={lookOf[verdict].tone} />
    <span className={styles.title}>
      <span className={text.hidden}>{verdictWord} </span>
      {title}
    </span>
    <span className={styles.evidence}>{evidence}</span>
    {detail && <span className={layout.below}>{detail}</span>}
    {(why || fix) && (
      <div className={styles.more}>
        {why && <Line label={checkLabels.why} words={why} />}
        {fix && <Line label={checkLabels.fix} words={fix} />}
      </div>
    )}
  </li>
)

const Line = ({ label, words }: { label: string; words: string }) => (
  <>
    <b>{label}</b>
    <span>{words}</span>
  </>
)

export const CheckList = ({ children, plain, className }: { children: ReactNode; plain?: boolean; className?: string | undefined }) => (
  <ul className={classes(!plain && layout.ruled, className)}>{children}</ul>
)
