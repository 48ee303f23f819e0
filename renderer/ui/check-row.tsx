import type { ReactNode } from 'react'
import styles from './check-row.module.css'
import { classes } from './classes.ts'
import { Mark } from './mark.tsx'
import type { MarkName } from './marks.ts'
import text from './text.module.css'
import type { Tone } from './tone.ts'

export type Verdict = 'pass' | 'warn' | 'unknown' | 'fail'

export interface CheckRowProps {
  readonly verdict: Verdict
  /** What the mark means, for who can't see it. */
  readonly verdictWord: string
  readonly title: ReactNode
  readonly evidence: ReactNode
  /** A plain line below, without a label. */
  readonly detail?: ReactNode
  readonly why?: { readonly label: string; readonly text: ReactNode } | undefined
  readonly fix?: { readonly label: string; readonly text: ReactNode; readonly act?: ReactNode } | undefined
}

const markOf: Record<Verdict, { name: MarkName; tone: Tone }> = {
  pass: { name: 'pass', tone: 'good' },
  warn: { name: 'at-risk', tone: 'warn' },
  unknown: { name: 'unknown', tone: 'idle' },
  fail: { name: 'failed', tone: 'bad' },
}

/** A passed check is one line with its evidence at the right; the others add why and fix. */
export const CheckRow = ({ verdict, verdictWord, title, evidence, detail, why, fix }: CheckRowProps) => (
  <li className={styles.row}>
    <Mark {...markOf[verdict]} />
    <span className={styles.title}>
      <span className={text.hidden}>{verdictWord} </span>
      {title}
    </span>
    <span className={styles.evidence}>{evidence}</span>
    {detail && <span className={styles.detail}>{detail}</span>}
    {(why || fix) && (
      <div className={styles.more}>
        {why && <Line {...why} />}
        {fix && <Line {...fix} />}
      </div>
    )}
  </li>
)

const Line = ({ label, text: words, act }: { label: string; text: ReactNode; act?: ReactNode }) => (
  <>
    <b>{label}</b>
    <span>{words}</span>
    <span>{act}</span>
  </>
)

export const CheckList = ({ children, plain, label }: { children: ReactNode; plain?: boolean; label?: string | undefined }) => (
  <ul className={classes(styles.list, plain && styles.plain)} aria-label={label}>
    {children}
  </ul>
)
