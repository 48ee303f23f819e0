/** The network's clock: everything in milliseconds since the epoch of 1970 (docs/protocol.md §7). */
export interface Timing {
  readonly genesisMs: number
  readonly layerMs: number
  readonly layersPerEpoch: number
  readonly phaseShiftMs: number
  readonly cycleGapMs: number
  readonly graceMs: number
}

/** The layer at a moment; 0 before genesis. */
export const layerAt = ({ genesisMs, layerMs }: Timing, now: number): number => Math.max(0, Math.floor((now - genesisMs) / layerMs))

export const epochAt = (timing: Timing, now: number): number => Math.floor(layerAt(timing, now) / timing.layersPerEpoch)

export const layerStart = ({ genesisMs, layerMs }: Timing, layer: number): number => genesisMs + layer * layerMs

export const epochStart = (timing: Timing, epoch: number): number => layerStart(timing, epoch * timing.layersPerEpoch)

/** First layer in which anything is signed: the last two layers of epoch 1 and all before are genesis. */
export const effectiveGenesis = ({ layersPerEpoch }: Timing): number => 2 * layersPerEpoch - 1

/** Start of the PoET round that begins in an epoch; its proof is for an ATX of the next epoch. */
export const roundStart = (timing: Timing, epoch: number): number => epochStart(timing, epoch) + timing.phaseShiftMs

/** End of the PoET round whose proof an ATX of the publish epoch needs; the cycle gap opens. */
export const roundEnd = (timing: Timing, publishEpoch: number): number => roundStart(timing, publishEpoch) - timing.cycleGapMs

/** Latest moment to fetch that proof. */
export const proofDeadline = (timing: Timing, publishEpoch: number): number => epochStart(timing, publishEpoch + 1) - timing.cycleGapMs
