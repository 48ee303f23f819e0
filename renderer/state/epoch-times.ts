/** The clock of a network, as its node or a PoET gives it; nothing here is a constant of mainnet. */
export interface NetworkTimes {
  readonly genesisAt: number
  readonly epochMs: number
  /** How long after an epoch's start its PoET round starts, and how long before that the last round ends; `null` when unknown. */
  readonly rounds: { readonly shiftMs: number; readonly gapMs: number; readonly graceMs: number | null } | null
}

interface ClockParts {
  readonly genesisAt: number
  readonly layerMs: number
  readonly layersPerEpoch: number
  readonly phaseShiftMs: number | null
  readonly cycleGapMs: number | null
  readonly gracePeriodMs: number | null
}

export const networkTimes = (clock: ClockParts): NetworkTimes => ({
  genesisAt: clock.genesisAt,
  epochMs: clock.layerMs * clock.layersPerEpoch,
  rounds:
    clock.phaseShiftMs === null || clock.cycleGapMs === null
      ? null
      : { shiftMs: clock.phaseShiftMs, gapMs: clock.cycleGapMs, graceMs: clock.gracePeriodMs },
})

export const epochStart = (times: NetworkTimes, epoch: number): number => times.genesisAt + epoch * times.epochMs

/** Negative before genesis. */
export const epochAt = (times: NetworkTimes, at: number): number => Math.floor((at - times.genesisAt) / times.epochMs)

/** The cycle gap of an epoch: half open, `[opens, closes)`. `register` is when nodes register for the next round; its close is the soft deadline. */
export interface Gap {
  readonly epoch: number
  readonly opens: number
  readonly register: number | null
  readonly closes: number
  /** End of the publish epoch. */
  readonly hard: number
}

export const gapOf = (times: NetworkTimes, epoch: number): Gap | null => {
  if (times.rounds === null) return null
  const { shiftMs, gapMs, graceMs } = times.rounds
  const closes = epochStart(times, epoch) + shiftMs
  return { epoch, opens: closes - gapMs, register: graceMs === null ? null : closes - graceMs, closes, hard: epochStart(times, epoch + 1) }
}

/** Where the network's clock stands: before genesis, without known rounds, inside a gap, or between two gaps. */
export type Moment =
  | { readonly kind: 'before-genesis'; readonly startsAt: number }
  | { readonly kind: 'rounds-unknown'; readonly epoch: number; readonly epochEnds: number }
  /** `round`: the PoET round that works now; `null` before the first one. `next`: the gap that comes. */
  | { readonly kind: 'between'; readonly epoch: number; readonly round: number | null; readonly next: Gap; readonly last: Gap | null }
  | { readonly kind: 'gap'; readonly epoch: number; readonly gap: Gap; readonly registering: boolean }

const around = (times: NetworkTimes, epoch: number, at: number): Moment | null => {
  const gap = gapOf(times, epoch)
  if (gap === null) return null
  if (at >= gap.opens && at < gap.closes) return { kind: 'gap', epoch, gap, registering: gap.register !== null && at >= gap.register }
  const after = at >= gap.closes
  const next = after ? gapOf(times, epoch + 1) : gap
  const last = after ? gap : gapOf(times, epoch - 1)
  const round = after ? epoch : epoch - 1
  return next && { kind: 'between', epoch, round: round < 0 ? null : round, next, last: round < 0 ? null : last }
}

/** Times are computed from genesis, never from a poll's arrival. */
export const momentAt = (times: NetworkTimes, at: number): Moment => {
  const epoch = epochAt(times, at)
  if (epoch < 0) return { kind: 'before-genesis', startsAt: times.genesisAt }
  return around(times, epoch, at) ?? { kind: 'rounds-unknown', epoch, epochEnds: epochStart(times, epoch + 1) }
}
