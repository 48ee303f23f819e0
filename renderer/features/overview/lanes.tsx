import { diskName } from '../../../electron/contract/model/disk-name.ts'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { momentAt } from '../../../electron/time/index.ts'
import { point, type Span, stretch, ticks } from '../../axis/scale.ts'
import { type Strips, stripsOf } from '../../axis/strips.ts'
import { percent } from '../../format/numbers.ts'
import { localZone, time, utc } from '../../format/time.ts'
import { useMirror, useNetworkNow, useRows } from '../../state/desk.ts'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import text from '../../ui/text.module.css'
import type { Look } from '../../ui/tone.ts'
import { overviewWords } from '../../words/overview.ts'
import { type Bar, type Lane, type LaneEnd, lanesOf } from './disk-lanes.ts'
import styles from './overview.module.css'

const words = overviewWords.lanes
const lineHeight = 24
const [barHeight, barTop] = [18, 3]

/** Which proof is read when, disk by disk, on the band's own axis. */
export const Lanes = ({ rows }: { rows: readonly IdentityRow[] }) => {
  const now = useNetworkNow()
  const clock = useMirror((state) => state.epoch)
  const moment = clock && momentAt(clock, now)
  const nodes = useRows('nodes')
  // Whose clock is not known has its place all the same.
  const own = rows.filter((row) => row.clock === (clock?.key ?? null) || (row.clock === null && row.disk !== null))
  const late = own.some(({ standing }) => standing.is === 'late')
  const strips = clock && moment && stripsOf(clock, moment, { now, late })
  return (
    <section className={styles.lanes} aria-label={words.title}>
      <div className={classes(styles.lane, styles.heads)}>
        <h2>{words.title}</h2>
        <span />
        <span className={text.age}>{words.end}</span>
      </div>
      {strips ? (
        lanesOf(own, { span: strips.lower, gap: strips.gap, now, nodes }).map((lane) => (
          <DiskLane key={lane.disk ?? ''} lane={lane} strips={strips} now={now} />
        ))
      ) : (
        <p className={text.note}>{words.noClock}</p>
      )}
    </section>
  )
}

const endLook: Readonly<Record<LaneEnd['is'], Look>> = {
  done: { tone: 'good', mark: 'published' },
  expected: { tone: 'active', mark: 'reading' },
  unknown: { tone: 'idle', mark: 'unknown' },
  ahead: { tone: 'idle', mark: 'waiting' },
  gone: { tone: 'warn', mark: 'unknown' },
}

const endSaid = (end: LaneEnd, now: number): string => {
  switch (end.is) {
    case 'done':
      return words.done(end.at === null ? null : time(end.at, now))
    case 'expected':
      return words.about(time(end.at, now))
    case 'unknown':
      return words.unknown
    case 'ahead':
      return words.ahead
    case 'gone':
      return words.lastSeen(end.at === null ? null : time(end.at, now))
  }
}

const DiskLane = ({ lane, strips, now }: { lane: Lane; strips: Strips; now: number }) => {
  const { disk, rows, data, bytesPerSecond, bars, hidden, lines, published, end } = lane
  const said = endSaid(end, now)
  const name = words.disk(rows[0] === undefined ? disk : diskName(rows[0]))
  const look: Look = end.is === 'expected' && end.late ? { tone: 'warn', mark: 'at-risk' } : endLook[end.is]
  const height = Math.max(44, lines * lineHeight + 8)
  return (
    <div className={styles.lane}>
      <div className={styles.disk}>
        <b className={text.cut} title={name}>
          {name}
        </b>
        <span className={classes(text.tiny, text.faint, text.cut)}>{words.of(data, rows.length, bytesPerSecond)}</span>
        {hidden > 0 && <span className={classes(text.tiny, text.faint)}>{words.hidden(hidden)}</span>}
      </div>
      <svg width="100%" height={height} role="img" aria-label={words.chart(name, words.published(published, rows.length), said)}>
        <Grid span={strips.lower} height={height} />
        {/* Below the names, which stay whole where it falls through one. */}
        <line x1={point(strips.lower, now)} x2={point(strips.lower, now)} y2={height} className={styles.now} />
        {bars.map((bar) => (
          <Proof key={bar.id} bar={bar} span={strips.lower} top={(height - lines * lineHeight) / 2 + bar.line * lineHeight + barTop} />
        ))}
        <line x1={point(strips.lower, strips.gap.soft)} x2={point(strips.lower, strips.gap.soft)} y2={height} className={styles.soft} />
      </svg>
      <div className={styles.laneEnd}>
        <Chip {...look}>{said}</Chip>
        <span className={classes(text.tiny, text.faint)}>{words.published(published, rows.length)}</span>
      </div>
    </div>
  )
}

const Grid = ({ span, height }: { span: Span; height: number }) =>
  ticks(span, 8, (at) => localZone(at) * 60_000).at.map((at) => (
    <line key={at} x1={point(span, at)} x2={point(span, at)} y2={height} className={styles.grid} />
  ))

/** Solid has happened, outline is forecast, dashed is unknown. An ATX is a mark at its moment: when its proof began is not kept. */
const Proof = ({ bar, span, top }: { bar: Bar; span: Span; top: number }) => {
  const { name, from, to, until, percent: part } = bar
  const tone = styles[bar.is]
  const label = `${name}${part === null ? '' : ` ${percent(part)}`}${bar.is !== 'done' && until === null ? `, ${words.unknownEnd}` : ''}`
  const end = until ?? Math.min(span.to, to + (span.to - span.from) * 0.08)
  return (
    <g>
      <title>{`${label} ${utc(to)}`}</title>
      {bar.is !== 'done' && (
        <rect
          {...stretch(span, to, end)}
          y={top}
          height={barHeight}
          rx="3"
          className={classes(tone, until === null ? styles.unknown : styles.forecast)}
        />
      )}
      {from !== null && <rect {...stretch(span, from, to)} y={top} height={barHeight} rx="3" className={classes(tone, styles.solid)} />}
      <svg x={point(span, to)} y={top} overflow="visible" aria-hidden="true">
        {bar.is === 'done' && <rect x="-3" width="6" height={barHeight} rx="2" className={classes(tone, styles.solid)} />}
      </svg>
      <svg x={point(span, end)} y={top} overflow="visible" aria-hidden="true">
        <text x="8" y="13" className={styles.name}>
          {label}
        </text>
      </svg>
    </g>
  )
}
