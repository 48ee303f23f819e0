import type { Instant, RigName } from '../contract/model/basics.ts'
import type { EpochClock } from '../contract/model/rig.ts'
import { knownNetworks, type PoetTiming } from './known-networks.ts'
import type { NetworkFacts } from './node-facts.ts'

/** Half-open: `open` is inside, `close` is not (docs/protocol.md §7). */
export interface Gap {
  readonly epoch: number
  readonly open: number
  readonly close: number
}

export interface Deadlines {
  /** What is planned for: the proof is out before registration begins. */
  readonly target: number
  /** What must hold to be in the next round. */
  readonly soft: number
  /** The end of the publish epoch: after it the ATX is lost. */
  readonly hard: number
}

const longestMarginMs = 10 * 60_000

/** Where the three durations come from, best first: the node's own configuration, a PoET's answer, the known network's constants. */
export function poetTiming(sources: {
  readonly config: PoetTiming | null
  readonly poet: PoetTiming | null
  readonly genesisId: string | null
}): { readonly timing: PoetTiming | null; readonly source: EpochClock['source'] } {
  if (sources.config !== null) return { timing: sources.config, source: 'node-config' }
  if (sources.poet !== null) return { timing: sources.poet, source: 'poet' }
  const known = knownNetworks.get(sources.genesisId ?? '')
  return known === undefined ? { timing: null, source: 'unknown' } : { timing: known.timing, source: 'known-network' }
}

/** A simulated network may run at another pace than its nodes' configurations say: shift, gap and grace go with its layers. */
export function timingAtPace(
  config: { readonly timing: PoetTiming | null; readonly layerMs: number | null } | null,
  told: { readonly layerMs: number; readonly simulated: boolean },
): PoetTiming | null {
  const timing = config?.timing ?? null
  const layerMs = config?.layerMs ?? null
  if (timing === null || layerMs === null || layerMs === 0 || !told.simulated) return timing
  const pace = told.layerMs / layerMs
  return {
    phaseShiftMs: timing.phaseShiftMs * pace,
    cycleGapMs: timing.cycleGapMs * pace,
    gracePeriodMs: timing.gracePeriodMs * pace,
  }
}

/** The clock of a network as one node tells it. Everything after is computed from genesis, never from when an answer arrived. */
export function clockOf(
  node: RigName,
  network: NetworkFacts,
  told: ReturnType<typeof poetTiming> & { readonly comparedAt: number },
): EpochClock {
  return {
    node,
    genesisAt: network.genesisAt as Instant,
    layerMs: network.layerMs,
    layersPerEpoch: network.layersPerEpoch,
    phaseShiftMs: told.timing?.phaseShiftMs ?? null,
    cycleGapMs: told.timing?.cycleGapMs ?? null,
    gracePeriodMs: told.timing?.gracePeriodMs ?? null,
    source: told.source,
    comparedAt: told.comparedAt as Instant,
  }
}

type Clock = Pick<EpochClock, 'genesisAt' | 'layerMs' | 'layersPerEpoch' | 'phaseShiftMs' | 'cycleGapMs' | 'gracePeriodMs'>

const epochMs = ({ layerMs, layersPerEpoch }: Clock): number => layerMs * layersPerEpoch

/** Start of an epoch, in milliseconds since 1970. */
export const epochStart = (clock: Clock, epoch: number): number => clock.genesisAt + epoch * epochMs(clock)

/** Layer at a moment; 0 before genesis, as the node says. */
export const layerAt = (clock: Clock, now: number): number => Math.max(0, Math.floor((now - clock.genesisAt) / clock.layerMs))

/** Epoch at a moment; 0 before genesis. */
export const epochAt = (clock: Clock, now: number): number => Math.max(0, Math.floor((now - clock.genesisAt) / epochMs(clock)))

/** The gap of an epoch; `null` while shift or gap are not known. */
export function gapOf(clock: Clock, epoch: number): Gap | null {
  if (clock.phaseShiftMs === null || clock.cycleGapMs === null) return null
  const close = epochStart(clock, epoch) + clock.phaseShiftMs
  return { epoch, open: close - clock.cycleGapMs, close }
}

/** The gap that is open at a moment, else the next one. A gap longer than its epoch's shift opens in the epoch before. */
export function currentOrNextGap(clock: Clock, now: number): Gap | null {
  if (clock.phaseShiftMs === null) return null
  const epoch = Math.max(0, Math.floor((now - clock.genesisAt - clock.phaseShiftMs) / epochMs(clock)) + 1)
  return gapOf(clock, epoch)
}

export const isInGap = ({ open, close }: Gap, now: number): boolean => now >= open && now < close

/** Whether a moment lies in a gap or within the margin around one. */
export function nearGap(clock: Clock, now: number, marginMs: number): boolean {
  const next = currentOrNextGap(clock, now)
  if (next === null) return false
  const last = gapOf(clock, next.epoch - 1)
  return now >= next.open - marginMs || (last !== null && now < last.close + marginMs)
}

/** Deadlines for the ATX that is published in an epoch; `null` while the timings are not known. */
export function deadlinesOf(clock: Clock, epoch: number): Deadlines | null {
  const gap = gapOf(clock, epoch)
  if (gap === null || clock.gracePeriodMs === null) return null
  // guess: on networks of minutes the ten minutes shrink with the grace period, which is an hour where ten minutes are meant.
  const margin = Math.min(longestMarginMs, clock.gracePeriodMs / 6)
  return { target: gap.close - clock.gracePeriodMs, soft: gap.close - margin, hard: epochStart(clock, epoch + 1) }
}
