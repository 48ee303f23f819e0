import type { Epoch } from '../contract/model/basics.ts'
import { epochsIn, plus } from './counted.ts'
import { type Deadlines, deadlinesOf, type Gap, gapOf } from './gap.ts'
import { epochAt, epochStart, type NetworkTimes } from './network-times.ts'

/** A gap with its deadlines. */
export type GapTimes = Gap & Deadlines

export function gapTimesOf(times: NetworkTimes, epoch: Epoch): GapTimes | null {
  const gap = gapOf(times, epoch)
  const deadlines = deadlinesOf(times, epoch)
  return gap === null || deadlines === null ? null : { ...gap, ...deadlines }
}

/** Where a network's clock stands: before genesis, without known rounds, inside a gap, or between two gaps. */
export type Moment =
  | { readonly kind: 'before-genesis'; readonly startsAt: number }
  | { readonly kind: 'rounds-unknown'; readonly epoch: Epoch; readonly epochEnds: number }
  /** `round`: the PoET round that works now; `null` before the first one. `next`: the gap that comes. */
  | {
      readonly kind: 'between'
      readonly epoch: Epoch
      readonly round: Epoch | null
      readonly next: GapTimes
      readonly last: GapTimes | null
    }
  | { readonly kind: 'gap'; readonly epoch: Epoch; readonly gap: GapTimes; readonly registering: boolean }

const inGap = (gap: GapTimes, epoch: Epoch, now: number): Moment => ({
  kind: 'gap',
  epoch,
  gap,
  registering: gap.target !== null && now >= gap.target,
})

function around(times: NetworkTimes, epoch: Epoch, now: number): Moment | null {
  const gap = gapTimesOf(times, epoch)
  const after = gapTimesOf(times, plus(epoch, 1))
  if (gap === null || after === null) return null
  if (now >= gap.open && now < gap.close) return inGap(gap, epoch, now)
  // A gap longer than its epoch's shift opens in the epoch before.
  if (now >= after.open) return inGap(after, epoch, now)
  const isAfter = now >= gap.close
  const round = isAfter ? epoch : plus(epoch, -1)
  const last = isAfter ? gap : gapTimesOf(times, round)
  return { kind: 'between', epoch, round: round < 0 ? null : round, next: isAfter ? after : gap, last: round < 0 ? null : last }
}

/** Computed from genesis, never from when an answer arrived. */
export function momentAt(times: NetworkTimes, now: number): Moment {
  if (now < times.genesisAt) return { kind: 'before-genesis', startsAt: times.genesisAt }
  const epoch = epochAt(times, now)
  return around(times, epoch, now) ?? { kind: 'rounds-unknown', epoch, epochEnds: epochStart(times, plus(epoch, 1)) }
}

/** The next moment after `now` at which this clock changes what is said: a gap's opening, target, deadlines and close. */
export function nextChangeAt(times: NetworkTimes, now: number): number {
  const epoch = epochAt(times, now)
  const moments = epochsIn({ from: plus(epoch, -1), to: plus(epoch, 2) }).flatMap((one) => {
    const gap = gapTimesOf(times, one)
    return gap === null ? [epochStart(times, one)] : [gap.open, gap.target ?? gap.soft, gap.soft, gap.close, gap.hard]
  })
  return Math.min(...[...moments, times.genesisAt].filter((at) => at > now))
}
