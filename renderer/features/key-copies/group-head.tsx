import type { ReactNode } from 'react'
import type { Check } from '../../../electron/contract/model/basics.ts'
import { Mark } from '../../ui/mark.tsx'
import type { Look } from '../../ui/tone.ts'
import { lookOfCheck } from '../../words/checks.ts'
import styles from './key-copies.module.css'

/** What contradicts itself is marked so; all other advice is quiet, for the overview calls for none of it. */
export const quietLook = (check: Check): Look => {
  const look = lookOfCheck(check)
  return check.verdict !== 'warn' || look.tone === 'odd' ? look : { mark: 'info', tone: 'idle' }
}

interface GroupHeadProps {
  readonly look: Look
  readonly children: ReactNode
  /** A second line: what to do. */
  readonly below?: string | null
  /** At the right, the one act. */
  readonly act: ReactNode
}

/** The first row of a group, over the whole width of the table. */
export const GroupHead = ({ look, children, below, act }: GroupHeadProps) => (
  <tr className={styles.find}>
    <th scope="rowgroup" colSpan={4}>
      <div className={styles.head}>
        <div className={styles.line}>
          <Mark name={look.mark} tone={look.tone} />
          {children}
          {below && <span className={styles.fix}>{below}</span>}
        </div>
        {act}
      </div>
    </th>
  </tr>
)
