/** When a PoET's rounds begin and end; milliseconds. A round's id is the epoch in which it begins (docs/protocol.md §7). */
export interface PoetClock {
  readonly genesisMs: number
  readonly epochMs: number
  readonly phaseShiftMs: number
  readonly cycleGapMs: number
}

/** The round that takes registrations now. */
export function openRound({ genesisMs, epochMs, phaseShiftMs }: PoetClock, now: number): number {
  return now < genesisMs + phaseShiftMs ? 0 : Math.floor((now - genesisMs - phaseShiftMs) / epochMs) + 1
}

export const roundBegins = ({ genesisMs, epochMs, phaseShiftMs }: PoetClock, round: number): number =>
  genesisMs + round * epochMs + phaseShiftMs

export const roundEnds = (clock: PoetClock, round: number): number => roundBegins(clock, round + 1) - clock.cycleGapMs

/** Leaves of the tree that a round builds. guess: 51,500 a second, as the recorded machine did. */
export const leavesOf = (clock: PoetClock, round: number): number =>
  Math.max(1000, Math.floor(((roundEnds(clock, round) - roundBegins(clock, round)) / 1000) * 51_500))
