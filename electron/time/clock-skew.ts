import type { EpochTimes } from './network-times.ts'

type LayerClock = Pick<EpochTimes, 'genesisAt' | 'layerMs'>

/**
 * The least difference between two clocks that explains the layer a node names at `now`, in milliseconds: 0 when our clock is in
 * that layer too. A node says layer 0 for all the time before genesis.
 */
export function clockSkew({ genesisAt, layerMs }: LayerClock, layer: number, now: number): number {
  const from = layer === 0 ? Number.NEGATIVE_INFINITY : genesisAt + layer * layerMs
  const until = genesisAt + (layer + 1) * layerMs
  if (now < from) return from - now
  return now >= until ? now - until + 1 : 0
}
