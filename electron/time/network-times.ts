import type { Epoch, Layer } from '../contract/model/basics.ts'

/** How a network counts layers and epochs. */
export interface EpochTimes {
  /** Milliseconds since 1970. */
  readonly genesisAt: number
  readonly layerMs: number
  readonly layersPerEpoch: number
}

/** What a network's clock runs by, as its node or a PoET gives it; nothing here is a constant of mainnet (docs/protocol.md §7). */
export interface NetworkTimes extends EpochTimes {
  /** How long after an epoch's start its PoET round starts; `null` while unknown, like the two that follow. */
  readonly phaseShiftMs: number | null
  /** How long before that the round before it ends. */
  readonly cycleGapMs: number | null
  /** How long before the gap's close nodes begin to register. */
  readonly gracePeriodMs: number | null
}

export const epochMs = ({ layerMs, layersPerEpoch }: EpochTimes): number => layerMs * layersPerEpoch

/** Start of an epoch, in milliseconds since 1970. */
export const epochStart = (times: EpochTimes, epoch: Epoch): number => times.genesisAt + epoch * epochMs(times)

/** Start of a layer, in milliseconds since 1970. */
export const layerStart = (times: EpochTimes, layer: Layer): number => times.genesisAt + layer * times.layerMs

/** Epoch at a moment; 0 before genesis. */
export const epochAt = (times: EpochTimes, now: number): Epoch => Math.max(0, Math.floor((now - times.genesisAt) / epochMs(times))) as Epoch

/** Layer at a moment; 0 before genesis, as the node says. */
export const layerAt = (times: EpochTimes, now: number): Layer => Math.max(0, Math.floor((now - times.genesisAt) / times.layerMs)) as Layer

export const epochOfLayer = ({ layersPerEpoch }: Pick<EpochTimes, 'layersPerEpoch'>, layer: Layer): Epoch =>
  Math.floor(layer / layersPerEpoch) as Epoch
