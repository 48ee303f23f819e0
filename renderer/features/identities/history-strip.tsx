import { memo, type ReactNode } from 'react'
import type { EpochCell, EpochOutcome } from '../../../electron/contract/model/history.ts'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { stripEpochs, useStrip } from '../../state/strips.ts'
import { historyWords, sumsOf } from '../../words/history.ts'
import { epochMark } from './epoch-mark.ts'
import styles from './history.module.css'

const words = historyWords.grid
const step = 8

/** Each its own shape on a line of 14: where nobody looked, or nothing is kept any more, nothing is drawn. */
const shapes: Readonly<Record<EpochOutcome, ReactNode>> = {
  published: <rect className={styles.good} x="1" y="1" width="6" height="12" />,
  late: <path className={styles.warn} d="M4 2.5 7.4 13H.6z" />,
  missed: <path className={styles.missed} d="M1 4l6 6M7 4l-6 6" />,
  'not-registered': <path className={styles.out} d="M4 3.5 7 7.5 4 11.5 1 7.5z" />,
  banned: <path className={styles.bad} d="M1 13V8l6-7v5z" />,
  'not-seen': null,
  forgotten: null,
  unknown: <rect className={styles.unseen} x="1.5" y="1.5" width="5" height="11" />,
  open: <rect className={styles.open} x="1.5" y="1.5" width="5" height="11" />,
}

/** The last twelve epochs of an identity, the newest at the right: the cell of a column. */
export const HistoryStrip = ({ row }: { row: IdentityRow }) => {
  const cells = useStrip(row.id, epochMark(row))
  return cells !== null && cells.length > 0 && <Strip cells={cells} />
}

/** Rows change often, and their epochs hardly ever. */
const Strip = memo(({ cells }: { cells: readonly EpochCell[] }) => {
  const said = words.strip(cells.length, sumsOf(cells))
  return (
    <svg className={styles.strip} viewBox={`0 0 ${stripEpochs * step} 14`} role="img" aria-label={said}>
      <title>{said}</title>
      {cells.map(({ epoch, is }, place) => (
        <g key={epoch} transform={`translate(${(stripEpochs - cells.length + place) * step})`}>
          {shapes[is]}
        </g>
      ))}
    </svg>
  )
})
