import type { Bytes } from '../../../electron/contract/model/basics.ts'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import type { State } from '../../../electron/contract/state.ts'
import type { GapTimes } from '../../../electron/time/index.ts'
import type { Span } from '../../axis/scale.ts'
import { sizeOf } from '../../state/size-of.ts'

/** What one identity's proof takes of the axis, as far as it is known. Solid has happened, outline is forecast, dashed is unknown. */
export interface Bar {
  readonly id: string
  readonly name: string
  readonly is: 'done' | 'works' | 'odd'
  /** What has happened: `null` where its beginning was not seen. */
  readonly from: number | null
  /** Until when it has happened: the ATX, or now. */
  readonly to: number
  /** Until when it is expected to go on; `null`: nobody knows. */
  readonly until: number | null
  readonly percent: number | null
  /** Which of the lane's lines it stands in: what overlaps stands below. */
  readonly line: number
}

/** Where a disk's last proof stands. */
export type LaneEnd =
  | { readonly is: 'done'; readonly at: number | null }
  | { readonly is: 'expected'; readonly at: number; readonly late: boolean }
  | { readonly is: 'unknown' }
  | { readonly is: 'ahead' }
  /** Nothing of it is heard any more: what stands in the lane is as it was seen last; `null`: before this start. */
  | { readonly is: 'gone'; readonly at: number | null }

export interface Lane {
  /** `null`: which disk it is, is not known. */
  readonly disk: string | null
  readonly rows: readonly IdentityRow[]
  /** Units and bytes of its PoST data, as their metadata say; `null` while those of one are not known. */
  readonly data: { readonly units: number; readonly bytes: Bytes } | null
  readonly bytesPerSecond: number | null
  readonly bars: readonly Bar[]
  /** Proofs that have no room in the lane. */
  readonly hidden: number
  readonly lines: number
  readonly published: number
  readonly end: LaneEnd
}

const mostLines = 4

const isOut = ({ standing }: IdentityRow): boolean => standing.is === 'published' || standing.is === 'published-late'
const works: readonly IdentityRow['cell']['operator'][] = ['k2pow', 'reading', 'done']
const isWanted = ({ standing, cell }: IdentityRow): boolean => cell.post === 'proving' || ['due', 'proving', 'late'].includes(standing.is)

function barOf(row: IdentityRow, { from, to }: Span, now: number): Omit<Bar, 'line'> | null {
  const { id, name, progress, lastAtx, tone, since } = row
  const common = { id, name, percent: null }
  if (isOut(row)) {
    const at = lastAtx?.at ?? null
    return at === null || at < from || at > to ? null : { ...common, is: 'done', from: null, to: at, until: at }
  }
  if (!works.includes(row.cell.operator)) return null
  const total = progress.phase === 'reading' ? (progress.totalBytes ?? 0) : 0
  const part = total > 0 ? (progress.positionBytes ?? 0) / total : null
  const begun = since !== null && since < now ? Math.max(from, since) : null
  const until = tone === 'odd' || progress.expectedAt === null ? null : Math.max(now, progress.expectedAt)
  return { ...common, is: tone === 'odd' ? 'odd' : 'works', from: begun, to: now, until, percent: part }
}

/** Of the axis, for what stands beside a bar: its name, how far it is or that its end is unknown. */
const roomOf = ({ name }: Pick<Bar, 'name'>): number => 0.013 * (name.length + 14)

/** What overlaps goes to the next line; what has no line is not drawn. */
function placed(bars: readonly Omit<Bar, 'line'>[], span: Span): Bar[] {
  const ends: number[] = []
  return bars.flatMap((bar) => {
    const begins = bar.from ?? bar.to
    const free = ends.findIndex((end) => end <= begins)
    const line = free >= 0 ? free : ends.length
    if (line >= mostLines) return []
    const unknown = bar.until === null ? 0.08 : 0
    ends[line] = (bar.until ?? bar.to) + (span.to - span.from) * (roomOf(bar) + unknown)
    return [{ ...bar, line }]
  })
}

function endOf(rows: readonly IdentityRow[], target: number): LaneEnd {
  if (rows.every(isOut)) {
    const ats = rows.map(({ lastAtx }) => lastAtx?.at ?? null)
    return { is: 'done', at: ats.includes(null) ? null : Math.max(...ats.map(Number)) }
  }
  const open = rows.filter((row) => !isOut(row))
  if (open.every((row) => !isWanted(row) && row.standing.is === 'ahead' && !works.includes(row.cell.operator))) return { is: 'ahead' }
  const ends = open.map(({ progress: { expectedAt }, tone }) => (tone === 'odd' ? null : expectedAt))
  if (ends.some((end) => end === null)) return { is: 'unknown' }
  const at = Math.max(...ends.map(Number))
  return { is: 'expected', at, late: at >= target }
}

/** When the nodes of a lane were seen last, where none of them is heard; `undefined` while one is. */
function lastSeen(rows: readonly IdentityRow[], nodes: State['nodes']): number | null | undefined {
  const own = [...new Set(rows.map(({ node }) => node))].map((node) => (node === null ? undefined : nodes[node]))
  const ats = own.flatMap((node) => (node === undefined || ['answers', 'starting', 'unknown'].includes(node.reach) ? [] : [node.seenAt]))
  if (ats.length < own.length) return undefined
  const known = ats.filter((at) => at !== null)
  return known.length === 0 ? null : Math.max(...known)
}

interface Axis {
  readonly span: Span
  readonly gap: GapTimes
  readonly now: number
  readonly nodes: State['nodes']
}

function laneOf(disk: string | null, rows: readonly IdentityRow[], { span, gap, now, nodes }: Axis): Lane {
  const gone = lastSeen(rows, nodes)
  const end = endOf(rows, gap.target ?? gap.soft)
  const known = rows.flatMap((row) => barOf(row, span, now) ?? []).sort((one, other) => (one.from ?? one.to) - (other.from ?? other.to))
  const bars = placed(known, span)
  const size = sizeOf(rows)
  const rates = rows.flatMap(({ progress: { bytesPerSecond } }) => bytesPerSecond ?? [])
  return {
    disk,
    rows,
    data: size.known === rows.length ? size : null,
    bytesPerSecond: rates.length === 0 ? null : rates.reduce((sum, rate) => sum + rate, 0),
    bars,
    hidden: known.length - bars.length,
    lines: Math.max(1, ...bars.map(({ line }) => line + 1)),
    published: rows.filter(isOut).length,
    end: gone === undefined || end.is === 'done' ? end : { is: 'gone', at: gone },
  }
}

const natural = new Intl.Collator('en', { numeric: true })

/** A lane for each disk, in the order of their names; those of which it is not known last. Of one clock, whose axis it is. */
export function lanesOf(rows: readonly IdentityRow[], axis: Axis): readonly Lane[] {
  return [...Map.groupBy(rows, ({ disk }) => disk)]
    .sort(([one], [other]) => Number(one === null) - Number(other === null) || natural.compare(one ?? '', other ?? ''))
    .map(([disk, own]) => laneOf(disk, own, axis))
}
