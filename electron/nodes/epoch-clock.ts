import type { Instant, RigName } from '../contract/model/basics.ts'
import type { EpochClock } from '../contract/model/rig.ts'
import { knownNetworks, type PoetTiming } from './known-networks.ts'
import type { NetworkFacts } from './node-facts.ts'

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
    gracePeriodMs: timing.gracePeriodMs === null ? null : timing.gracePeriodMs * pace,
  }
}

/** The clock of a network as one node tells it. Everything after is computed from genesis, never from when an answer arrived. */
export function clockOf(
  node: RigName,
  network: NetworkFacts,
  told: ReturnType<typeof poetTiming> & { readonly comparedAt: number },
): EpochClock {
  const timing = told.timing ?? { phaseShiftMs: null, cycleGapMs: null, gracePeriodMs: null }
  const { genesisId, layerMs, layersPerEpoch } = network
  const { phaseShiftMs, cycleGapMs, gracePeriodMs } = timing
  // In layers, for a playground's clock runs at another pace and tells another genesis each time.
  const inLayers = [phaseShiftMs, cycleGapMs, gracePeriodMs].map((ms) => (ms === null ? 'unknown' : (ms / layerMs).toFixed(3)))
  return {
    key: [genesisId, layersPerEpoch, ...inLayers].join('-'),
    node,
    nodes: [node],
    genesisAt: network.genesisAt as Instant,
    layerMs,
    layersPerEpoch,
    ...timing,
    source: told.source,
    comparedAt: told.comparedAt as Instant,
  }
}
