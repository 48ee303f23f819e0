const hourMs = 3_600_000
const minuteMs = 60_000

/** The three durations that the PoET clock of a network runs by; a PoET does not know the last. */
export interface PoetTiming {
  readonly phaseShiftMs: number
  readonly cycleGapMs: number
  readonly gracePeriodMs: number | null
}

export interface KnownNetwork {
  readonly name: string
  readonly timing: PoetTiming
}

const timings = {
  mainnet: { phaseShiftMs: 240 * hourMs, cycleGapMs: 12 * hourMs, gracePeriodMs: hourMs },
  testnet: { phaseShiftMs: 12 * hourMs, cycleGapMs: 2 * hourMs, gracePeriodMs: 10 * minuteMs },
  standalone: { phaseShiftMs: 30_000, cycleGapMs: 30_000, gracePeriodMs: 12_000 },
  fastnet: { phaseShiftMs: 30_000, cycleGapMs: 30_000, gracePeriodMs: 10_000 },
}

/** The timings of the node's presets; `mainnet` is what holds without one. */
export const presetTiming: Readonly<Record<string, PoetTiming>> = timings

/** Public networks by genesis id: real ones, which nothing simulated may touch (docs/protocol.md §7). */
export const knownNetworks: ReadonlyMap<string, KnownNetwork> = new Map([
  ['9eebff023abb17ccb775c602daade8ed708f0a50', { name: 'mainnet', timing: timings.mainnet }],
  ['e956eff99be943fb70bd385dd509a3f84e9a75dd', { name: 'testnet', timing: timings.testnet }],
])

/** The coinbase that a preset brings along (recorded); without one, services are refused. */
export const presetCoinbase: Readonly<Record<string, string>> = {
  standalone: 'standalone1qqqqqqp3qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqvqtwcg',
}

/** `mainnet` is what holds without a preset, and can't be asked for by that name: the node would refuse it. */
export const presetNames: readonly string[] = ['fastnet', 'standalone', 'testnet']
