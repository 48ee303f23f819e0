import { Instant } from '../contract/model/basics.ts'
import type { MoveScan } from '../contract/model/migration.ts'
import { currentOrNextGap, epochMs } from '../time/index.ts'
import type { NodeTime } from './world.ts'

/** When a move costs nothing: keys of the words and the calm window around or after now. */
export type When = MoveScan['when']

const instant = (ms: number): Instant => Instant.parse(ms)

/**
 * `gap`: a PoET round ended and the next begins soon, so proofs are made and published; a move that fails now costs an epoch.
 * `gap-soon`: the move would not be over before the gap opens. The gap is half-open, [open, close).
 */
export function whenToMove(time: NodeTime | null, now: Instant, moveMs: number): When {
  const gap = time === null ? null : currentOrNextGap({ gracePeriodMs: null, ...time }, now)
  if (time === null || gap === null) return { now: 'unknown', nextCalmFrom: null, nextCalmTo: null }
  const { open, close } = gap
  const nextOpen = open + epochMs(time)
  if (now >= open) return { now: 'gap', nextCalmFrom: instant(close), nextCalmTo: instant(nextOpen) }
  if (now + moveMs >= open) return { now: 'gap-soon', nextCalmFrom: instant(close), nextCalmTo: instant(nextOpen) }
  return { now: 'calm', nextCalmFrom: instant(now), nextCalmTo: instant(open) }
}
