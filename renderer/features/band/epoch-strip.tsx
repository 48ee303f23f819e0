import { plus } from '../../../electron/time/index.ts'
import { inside, isFine, place, point, stretch } from '../../axis/scale.ts'
import type { Piece, Strips } from '../../axis/strips.ts'
import { classes } from '../../ui/classes.ts'
import { bandWords as words } from '../../words/band.ts'
import styles from './band.module.css'

const quickEpochMs = 24 * 3_600_000

const paint: Record<Piece['kind'], string | undefined> = {
  round: styles.round,
  'round-next': styles.roundNext,
  gap: styles.gapMark,
  'gap-past': styles.gapMark,
  register: styles.gapMark,
}

/** The whole epoch, or two between gaps, in linear time; the loupe shows which part lies below. */
export const EpochStrip = ({ strips, now }: { strips: Strips; now: number }) => {
  const { upper, lower } = strips
  const from = Math.max(0, place(upper, lower.from)) * 10
  const to = Math.min(100, place(upper, lower.to)) * 10
  return (
    <svg className={styles.epoch} height="36" aria-hidden="true">
      <Labels strips={strips} now={now} />
      <svg y="22" width="100%" height="14" viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true">
        <polygon className={styles.loupe} points={`${from.toFixed(1)},0 ${to.toFixed(1)},0 1000,14 0,14`} />
      </svg>
      <rect x="0" y="15" width="100%" height="6" className={styles.roundNone} />
      {strips.upperPieces.map((piece) => (
        <rect
          key={`${piece.kind} ${piece.from}`}
          {...stretch(upper, piece.from, piece.to)}
          y="15"
          height="6"
          className={paint[piece.kind]}
        />
      ))}
      {inside(upper, now) && <line x1={point(upper, now)} x2={point(upper, now)} y1="12" y2="24" className={classes(styles.now)} />}
    </svg>
  )
}

const Labels = ({ strips: { upper, epochs, gap }, now }: { strips: Strips; now: number }) => {
  const one = epochs.length === 1
  const epochMs = (upper.to - upper.from) / Math.max(1, epochs.length - 1)
  const fine = isFine(epochMs)
  const pace = fine ? 'fine' : epochMs < quickEpochMs ? 'quick' : 'slow'
  return (
    <>
      {epochs.map(({ epoch, at }, index) => (
        <text
          key={epoch}
          x={point(upper, at)}
          y="9"
          textAnchor={anchor(index, epochs.length)}
          className={styles.key}
          data-weight={index + 2}
        >
          {words.strip.epochFrom(epoch, at, pace)}
        </text>
      ))}
      {one && (
        <>
          {gap.epoch > 0 && (
            <text x={point(upper, (upper.from + gap.open) / 2)} y="9" textAnchor="middle" data-weight="3">
              {words.strip.round(plus(gap.epoch, -1))}
            </text>
          )}
          <text x="100%" y="9" textAnchor="end" className={styles.key} data-weight="1">
            {words.strip.hard(gap.hard, now, fine)}
          </text>
        </>
      )}
    </>
  )
}

const anchor = (index: number, of: number) => (index === 0 ? 'start' : index === of - 1 ? 'end' : 'middle')
