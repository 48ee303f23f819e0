import type { Epoch } from '../../../electron/contract/model/basics.ts'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import type { EpochClock } from '../../../electron/contract/model/rig.ts'
import { currentOrNextGap, gapTimesOf, plus } from '../../../electron/time/index.ts'

/** What comes, by a clock or by what a service reckons. */
export type Coming = { readonly at: number } & (
  | { readonly is: 'proof'; readonly id: string; readonly name: string }
  | { readonly is: 'open' | 'register' | 'soft' | 'hard'; readonly epoch: Epoch; readonly clock: EpochClock }
)

const mostProofs = 3
const most = 6

function ofClock(clock: EpochClock, now: number): Coming[] {
  const gap = currentOrNextGap(clock, now)
  return (gap === null ? [] : [plus(gap.epoch, -1), gap.epoch]).flatMap((epoch): Coming[] => {
    const times = gapTimesOf(clock, epoch)
    if (times === null) return []
    const { open, target, soft, hard } = times
    const common = { epoch, clock }
    return [
      { at: open, is: 'open', ...common },
      ...(target === null ? [] : [{ at: target, is: 'register' as const, ...common }]),
      { at: soft, is: 'soft', ...common },
      { at: hard, is: 'hard', ...common },
    ]
  })
}

/** The deadlines of every clock and the proofs that end soonest, in order. A proof without an expected end has no place here. */
export function comingOf(rows: readonly IdentityRow[], clocks: readonly EpochClock[], now: number): readonly Coming[] {
  const proofs = rows
    .flatMap(({ id, name, progress: { expectedAt } }): Coming[] => (expectedAt === null ? [] : [{ at: expectedAt, is: 'proof', id, name }]))
    .filter(({ at }) => at > now)
    .sort((one, other) => one.at - other.at)
  const deadlines = clocks.flatMap((clock) => ofClock(clock, now)).filter(({ at }) => at > now)
  return [...proofs.slice(0, mostProofs), ...deadlines].sort((one, other) => one.at - other.at).slice(0, most)
}
