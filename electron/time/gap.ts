import type { Epoch } from '../contract/model/basics.ts'
import { plus } from './counted.ts'
import { epochAt, epochMs, epochStart, type NetworkTimes } from './network-times.ts'

/** The cycle gap of an epoch, half-open: `open` is inside, `close` is not (docs/protocol.md §7). */
export interface Gap {
  readonly epoch: Epoch
  readonly open: number
  readonly close: number
}

export interface Deadlines {
  /** What is planned for: the proof is out before registration begins; `null` while the grace period is not known. */
  readonly target: number | null
  /** What must hold to be in the next round. */
  readonly soft: number
  /** The end of the publish epoch: after it the ATX is lost. */
  readonly hard: number
}

/** The gap of an epoch; `null` while shift or gap are not known. */
export function gapOf(times: NetworkTimes, epoch: Epoch): Gap | null {
  if (times.phaseShiftMs === null || times.cycleGapMs === null) return null
  const close = epochStart(times, epoch) + times.phaseShiftMs
  return { epoch, open: close - times.cycleGapMs, close }
}

/** The gap that is open at a moment, else the next one. A gap longer than its epoch's shift opens in the epoch before. */
export function currentOrNextGap(times: NetworkTimes, now: number): Gap | null {
  if (times.phaseShiftMs === null) return null
  return gapOf(times, epochAt(times, now - times.phaseShiftMs + epochMs(times)))
}

export const isInGap = ({ open, close }: Gap, now: number): boolean => now >= open && now < close

/** Whether a moment lies in a gap or within the margin around one. */
export function nearGap(times: NetworkTimes, now: number, marginMs: number): boolean {
  const next = currentOrNextGap(times, now)
  if (next === null) return false
  const last = gapOf(times, plus(next.epoch, -1))
  return now >= next.open - marginMs || (last !== null && now < last.close + marginMs)
}

const longestMarginMs = 10 * 60_000
/** guess: a network that doesn't name its grace period registers in the last twelfth of its gap, as mainnet does. */
const graceOf = ({ gracePeriodMs, cycleGapMs }: NetworkTimes): number => gracePeriodMs ?? (cycleGapMs ?? 0) / 12

/** Deadlines for the ATX that is published in an epoch; `null` while shift or gap are not known. */
export function deadlinesOf(times: NetworkTimes, epoch: Epoch): Deadlines | null {
  const gap = gapOf(times, epoch)
  if (gap === null) return null
  // guess: on networks of minutes the ten minutes shrink with the grace period, which is an hour where ten minutes are meant.
  const margin = Math.min(longestMarginMs, graceOf(times) / 6)
  return {
    target: times.gracePeriodMs === null ? null : gap.close - times.gracePeriodMs,
    soft: gap.close - margin,
    hard: epochStart(times, plus(epoch, 1)),
  }
}

/** The publish epoch that counts at a moment: the one whose gap is open, else the epoch that runs. */
export function publishEpochAt(times: NetworkTimes, now: number): Epoch {
  const gap = currentOrNextGap(times, now)
  const epoch = epochAt(times, now)
  return gap !== null && isInGap(gap, now) && gap.epoch > epoch ? gap.epoch : epoch
}
