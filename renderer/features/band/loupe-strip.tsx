import type { Epoch } from '../../../electron/contract/model/basics.ts'
import { inside, isFine, place, point, stretch, ticks } from '../../axis/scale.ts'
import type { Piece, Strips } from '../../axis/strips.ts'
import { clockTime, date, localZone, utc, weekday } from '../../format/time.ts'
import { bandWords as words } from '../../words/band.ts'
import styles from './band.module.css'

const hour = 3_600_000
const day = 24 * hour
const mostTicks = 8
/** In percent of the axis at the design size: half a pill, and a label. */
const pillRoom = 5
const labelRoom = 17

const paint: Record<Piece['kind'], string | undefined> = {
  round: styles.round,
  'round-next': styles.roundNext,
  gap: styles.gap,
  'gap-past': styles.gapPast,
  register: undefined,
}

interface LoupeProps {
  readonly strips: Strips
  readonly now: number
  readonly label: string
  /** Between gaps: which round works. */
  readonly round: Epoch | null
}

/** The part of the epoch you live in: the gap in hours, or the round in days. */
export const LoupeStrip = ({ strips, now, label, round }: LoupeProps) => {
  const { lower, lowerPieces, gap } = strips
  const hours = lower.to - lower.from <= 3 * day
  return (
    <svg height="62" role="img" aria-label={label} className={styles.lower}>
      <rect width="100%" height="20" className={styles.loupe} />
      <rect y="20" width="100%" height="20" className={styles.roundNext} />
      {lowerPieces.map((piece) => (
        <rect
          key={`${piece.kind} ${piece.from}`}
          {...stretch(lower, piece.from, piece.to)}
          y="20"
          height="20"
          className={paint[piece.kind]}
          {...(piece.kind === 'register' ? { fill: 'url(#hatch-time)' } : {})}
        />
      ))}
      <TickMarks strips={strips} now={now} />
      {hours ? <GapLabel strips={strips} now={now} /> : <RoundLabels strips={strips} now={now} round={round} />}
      {gap.target !== null && hours && <Target lower={lower} at={gap.target} />}
      <Soft strips={strips} now={now} />
      {inside(lower, now) && <Now lower={lower} now={now} withDay={!hours} seconds={lower.to - lower.from < hour} />}
    </svg>
  )
}

/** The loupe of a short epoch is short as well. */
const fineOf = (lower: Strips['lower']): boolean => isFine(lower.to - lower.from + 60_000)

const TickMarks = ({ strips: { lower }, now }: { strips: Strips; now: number }) => {
  const { stepMs, at } = ticks(lower, mostTicks, (instant) => localZone(instant) * 60_000)
  const name = (instant: number) => {
    if (stepMs >= day)
      return new Date(instant).getDate() <= 2
        ? `${weekday(instant)} ${date(instant)}`
        : `${weekday(instant)} ${new Date(instant).getDate()}`
    const clock = clockTime(instant)
    return clock === '00:00' && clockTime(now) !== clock ? `${weekday(instant)} ${clock}` : clock
  }
  return at.map((instant) => (
    <g key={instant}>
      <line x1={point(lower, instant)} x2={point(lower, instant)} y1="40" y2="44" className={styles.tick} />
      <text x={point(lower, instant)} y="58" textAnchor="middle" data-weight="6">
        {stepMs < 60_000 ? clockTime(instant, true) : name(instant)}
      </text>
    </g>
  ))
}

/** The gap's name stands where there is more room: after now, or in the part that is past. */
const GapLabel = ({ strips: { lower, gap }, now }: { strips: Strips; now: number }) => {
  const [open, end] = [place(lower, gap.open), place(lower, gap.target ?? gap.close)]
  const from = Math.max(place(lower, now), open)
  return (
    <svg x={`${end - from >= from - open ? from : open}%`} y="20" overflow="visible" aria-hidden="true">
      <text x="10" y="14" className={styles.active} data-weight="4">
        {words.strip.gap(gap.close - gap.open)}
      </text>
    </svg>
  )
}

const RoundLabels = ({ strips: { lower, gap, epochs }, now, round }: { strips: Strips; now: number; round: Epoch | null }) => {
  const next = epochs[1]
  const starts = next ? place(lower, next.at) : 0
  const x = place(lower, now)
  return (
    <>
      {next && starts > 0 && (
        <svg x={point(lower, next.at)} overflow="visible" aria-hidden="true">
          <line y1={Math.abs(starts - x) > pillRoom ? 8 : 20} y2="40" className={styles.epochStart} data-weight="0" />
          <text x="6" y="13" className={styles.key} data-weight="4">
            {words.strip.epochStarts(next.epoch)}
          </text>
        </svg>
      )}
      {round !== null && (
        <svg x={`${Math.max(0, starts > x && starts - x < labelRoom ? starts : x)}%`} y="20" overflow="visible" aria-hidden="true">
          <text x="10" y="14" className={styles.key} data-weight="4">
            {words.strip.roundWorks(round)}
          </text>
        </svg>
      )}
      <text x={point(lower, gap.open)} dx="-8" y="34" textAnchor="end" className={styles.active} data-weight="2">
        {words.strip.gapOpens(gap.open, now, fineOf(lower))}
      </text>
    </>
  )
}

const Target = ({ lower, at }: { lower: Strips['lower']; at: number }) => (
  <>
    <line x1={point(lower, at)} x2={point(lower, at)} y1="20" y2="46" className={styles.target} data-weight="0" />
    <text x={point(lower, at)} dx="-3" y="58" textAnchor="end" className={styles.key} data-weight="2">
      {words.strip.target(at, fineOf(lower))}
      <title>{utc(at)}</title>
    </text>
    <text x={point(lower, at)} dx="7" y="58" data-weight="5">
      {words.strip.register}
    </text>
  </>
)

/** A flag. Its name makes way for the pill, when the countdown at the left says the same. */
const Soft = ({ strips: { lower, gap }, now }: { strips: Strips; now: number }) => (
  <>
    <line x1={point(lower, gap.soft)} x2={point(lower, gap.soft)} y1="2" y2="44" className={styles.deadline} data-weight="0" />
    <svg x={point(lower, gap.soft)} y="2" overflow="visible" aria-hidden="true">
      <path d="M0 0h11l-3 4.5 3 4.5H0z" className={styles.flag} data-weight="0" />
      <text x="-7" y="11" textAnchor="end" className={styles.strong} data-weight="2">
        {words.strip.soft(gap.soft, now, fineOf(lower))}
        <title>{utc(gap.soft)}</title>
      </text>
    </svg>
  </>
)

const Now = ({ lower, now, withDay, seconds }: { lower: Strips['lower']; now: number; withDay: boolean; seconds: boolean }) => {
  const x = place(lower, now)
  const shown = words.strip.now(now, { seconds, day: withDay })
  const width = Math.round(shown.length * 6.4 + 14)
  // However narrow the axis is, it ends where the axis ends.
  const shift = (-width * x) / 100
  return (
    <>
      <line x1={point(lower, now)} x2={point(lower, now)} y1="10" y2="40" className={styles.now} data-weight="0" />
      <svg x={point(lower, now)} y="2" overflow="visible" aria-hidden="true">
        <rect x={shift} width={width} height="16" rx="4" className={styles.nowFill} data-weight="0" />
        <text x={shift + width / 2} y="11.5" textAnchor="middle" className={styles.onNow}>
          {shown}
        </text>
      </svg>
    </>
  )
}
