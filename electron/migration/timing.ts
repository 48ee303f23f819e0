import { Instant } from '../contract/model/basics.ts'
import type { MoveScan } from '../contract/model/migration.ts'
import type { NodeTime } from './world.ts'

/** When a move costs nothing (safety facts 3.3): keys of the words and the calm window around or after now. */
export type When = MoveScan['when']

const instant = (ms: number): Instant => Instant.parse(ms)

/**
 * `gap`: a PoET round ended and the next begins soon, so proofs are made and published; a move that fails now costs an epoch.
 * `gap-soon`: the move would not be over before the gap opens. The gap is half-open, [open, close).
 */
export function whenToMove(time: NodeTime | null, now: Instant, moveMs: number): When {
  if (time === null || time.phaseShiftMs === null || time.cycleGapMs === null)
    return { now: 'unknown', nextCalmFrom: null, nextCalmTo: null }
  const { genesisAt, phaseShiftMs, cycleGapMs } = time
  const epochMs = time.layerMs * time.layersPerEpoch
  // A round starts one phase shift after its epoch, and the gap ends at that moment.
  const round = Math.floor((now - genesisAt - phaseShiftMs) / epochMs) + 1
  const close = genesisAt + phaseShiftMs + round * epochMs
  const open = close - cycleGapMs
  if (now >= open) return { now: 'gap', nextCalmFrom: instant(close), nextCalmTo: instant(open + epochMs) }
  if (now + moveMs >= open) return { now: 'gap-soon', nextCalmFrom: instant(close), nextCalmTo: instant(open + epochMs) }
  return { now: 'calm', nextCalmFrom: instant(now), nextCalmTo: instant(open) }
}
