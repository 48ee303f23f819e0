import type { NetworkFault, NetworkWishes } from '../contract/model/network.ts'

/** Shorter than that no node is up, and no data made, before it begins. */
const leastAheadMs = 120_000

type Fault = { readonly fault: NetworkFault; readonly value: string }

/** What speaks against a wish by itself: durations that no network can have, and sizes that it would refuse. `now`: milliseconds. */
export function wishFaults(wishes: Omit<NetworkWishes, 'parent' | 'node' | 'service' | 'postcli'>, now: number): readonly Fault[] {
  const { genesisAt, layerMs, layersPerEpoch, phaseShiftMs, cycleGapMs, graceMs, minUnits, units } = wishes
  const faults: (Fault | false)[] = [
    genesisAt - now < leastAheadMs && { fault: 'genesis-too-near', value: String(leastAheadMs) },
    // A round of its own must fit between two gaps, and begin in the epoch that it belongs to.
    phaseShiftMs >= layerMs * layersPerEpoch && { fault: 'shift-too-long', value: String(layerMs * layersPerEpoch) },
    cycleGapMs > phaseShiftMs && { fault: 'gap-too-long', value: String(phaseShiftMs) },
    graceMs >= cycleGapMs && { fault: 'grace-too-long', value: String(cycleGapMs) },
    units.some((one) => one < minUnits) && { fault: 'units-below-least', value: String(minUnits) },
  ]
  return faults.filter((fault): fault is Fault => fault !== false)
}
