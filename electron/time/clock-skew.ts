import type { Layer } from '../contract/model/basics.ts'
import { plus } from './counted.ts'
import { type EpochTimes, layerStart } from './network-times.ts'

/**
 * The least difference between two clocks that explains the layer a node names at `now`, in milliseconds: 0 when our clock is in
 * that layer too. A node says layer 0 for all the time before genesis.
 */
export function clockSkew(times: EpochTimes, layer: Layer, now: number): number {
  const from = layer === 0 ? Number.NEGATIVE_INFINITY : layerStart(times, layer)
  const until = layerStart(times, plus(layer, 1))
  if (now < from) return from - now
  return now >= until ? now - until + 1 : 0
}
