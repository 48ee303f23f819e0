import { saw } from '../contract/seen.ts'
import { type GapTimes, plus } from '../time/index.ts'
import * as acts from './acts.ts'
import { nodeStands } from './rig-facts.ts'
import { thresholds } from './risks.ts'
import { asks, type RowContext, type Said, stakes } from './row-context.ts'

/** What must have happened by now, by the network's clock, and was not seen: told before a deadline has passed. */

const share = (gap: GapTimes, part: number): number => (gap.close - gap.open) * part

/** When a proof should have been asked for, and when somebody should have registered; `null` where the network does not say. */
export const askedBy = (gap: GapTimes): number => gap.open + share(gap, thresholds.ofGap)
export const registeredBy = ({ close, target }: GapTimes): number | null =>
  target === null ? null : close - (close - target) * thresholds.graceLeft
/** For how long an ATX may be on its way after its proof. */
export const atxTakes = (gap: GapTimes): number => share(gap, thresholds.ofGap)

const readNodeLog = ({ node }: RowContext) =>
  node === null ? acts.lookAtNode(null) : ({ do: 'read-log', kind: 'node', name: node.name } as const)

/** The gap is open, it is in the round, and its node says that it wants nothing: no proof was asked for. */
export function notAsked(context: RowContext): Said | null {
  const { row, is, gap, now } = context
  if (is !== 'ahead' || gap === null || row.cell.post !== 'idle' || row.cell.event === 'complete' || now < askedBy(gap)) return null
  const evidence = [saw('no-proof-asked', new Date(gap.open).toISOString())]
  return asks(context, row.state, { ...stakes(context), words: 'not-asked', tone: 'warn', act: readNodeLog(context), evidence })
}

/** In the round, by all that is known: an ATX follows the proof. */
const awaited: readonly RowContext['is'][] = ['ahead', 'due', 'proving', 'late']

/** Its proof is in, and no ATX followed. No round ends in epoch 0: the proof of then is the one with which an identity begins. */
export function atxOverdue(context: RowContext): Said | null {
  const { row, is, epoch, gap, shownAt, now } = context
  if (row.state !== 'accepted' || !awaited.includes(is) || epoch === null || epoch === 0 || gap === null) return null
  // None comes out before the gap opens.
  if (now - Math.max(shownAt, gap.open) < atxTakes(gap)) return null
  const evidence = [saw('proof-without-atx', new Date(shownAt).toISOString())]
  return asks(context, 'accepted', { ...stakes(context), words: 'atx-overdue', tone: 'warn', act: readNodeLog(context), evidence })
}

/** Whether somebody who should be in the next round by now is known to be; `unknown` where events of that time were missed. */
export function registration({ row, is, epoch, gap, sight, now }: RowContext): 'fine' | 'missing' | 'unknown' {
  if (gap === null || epoch === null || gap.target === null || row.cell.post !== 'idle') return 'fine'
  if (is !== 'published' || now < (registeredBy(gap) ?? Number.POSITIVE_INFINITY) || now >= gap.close) return 'fine'
  if (sight === null) return 'unknown'
  if (sight.epochs.registered.has(plus(epoch, 1))) return 'fine'
  return sight.unbrokenSince !== null && sight.unbrokenSince <= gap.target ? 'missing' : 'unknown'
}

/** The round begins soon, and it was not seen to register. */
export function notRegistered(context: RowContext): Said | null {
  const { gap } = context
  if (gap === null || registration(context) !== 'missing') return null
  return asks(context, 'published', {
    words: 'not-registered-yet',
    tone: 'warn',
    deadline: gap.close,
    costEpochs: 1,
    act: readNodeLog(context),
    evidence: [saw('not-registered-since', new Date(gap.target ?? gap.open).toISOString())],
  })
}

/** What is there of an identity from its registration until its ATX, and before the gap it can't be out (docs/protocol.md §3). */
const whileRegistered = ['challenge', 'poet_registration'] as const

/** Rows of a stopped node's `local.sql` that were seen there before, or that its node had to write, and that are not there any more. */
export function rowsGone(context: RowContext): Said | null {
  const { row, node, sight, epoch, gap, now } = context
  const rows = sight?.rows ?? null
  if (sight === null || rows === null || node === null || rows.node !== node.name || !nodeStands(node)) return null
  // Read before it ran again: what it wrote since is not known yet.
  if (rows.at < (node.slot?.lastEnd?.at ?? 0)) return null
  const isIn = epoch !== null && gap !== null && now < gap.open && sight.epochs.registered.has(epoch) && !sight.epochs.atxs.has(epoch)
  const gone = [...rows.lost, ...(isIn ? whileRegistered.filter((table) => !rows.tables.includes(table)) : [])]
  if (gone.length === 0) return null
  return asks(context, row.state, {
    ...stakes(context),
    words: 'rows-gone',
    tone: 'bad',
    values: { tables: gone.join(', ') },
    act: acts.openNode(node.name),
    evidence: [saw('no-rows-in', gone.join(', '))],
  })
}
