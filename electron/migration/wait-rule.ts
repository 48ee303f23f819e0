import type { Layer } from '../contract/model/basics.ts'
import { layersBetween, newest, oldest, plus } from '../time/index.ts'
import type { LayerSeen } from './world.ts'

/** Two layers between the last moment the source could sign and the first the target may (docs/protocol.md §10). */
export const waitLayers = 2

/** The last moment at which the source could have signed, as the journal keeps it. */
export interface LastSign {
  /** max(layer when silence was proven, last layer signed by its events). */
  readonly layer: Layer
  /** Monotonic clock and boot of that moment, or of the first look after a reboot. */
  readonly mono: number
  readonly bootId: string
}

export interface WaitFacts {
  readonly lastSign: LastSign
  /** Layers by nodes other than the source. */
  readonly seen: readonly LayerSeen[]
  readonly layerMs: number
  readonly mono: number
  readonly bootId: string
}

export interface WaitVerdict {
  readonly over: boolean
  /** First layer in which the target may be started. */
  readonly untilLayer: Layer
  /** Lowest layer among the independent nodes; `null` when none answers. */
  readonly layer: Layer | null
  readonly remainingLayers: number
  /** What the monotonic clock still demands; a jump of the wall clock, which moves nodes' layers too, can't shorten it. */
  readonly remainingMs: number
  /** The monotonic clock began anew: count from now on. */
  readonly rebooted: boolean
}

/** The layer that stands for the source's last possible signature. `null` when nothing is known, which blocks. */
export function lastPossibleLayer(atProof: readonly LayerSeen[], lastSigned: Layer | null): Layer | null {
  if (atProof.length === 0) return null
  return newest([...atProof.map(({ layer }) => layer), lastSigned])
}

/**
 * Over when every independent node that answers has reached the layer AND two layers have passed on the monotonic clock. Remaining
 * layers are counted, never wall time, so that neither a clock set forward nor a restart shortens the wait.
 */
export function judgeWait({ lastSign, seen, layerMs, mono, bootId }: WaitFacts): WaitVerdict {
  const untilLayer = plus(lastSign.layer, waitLayers)
  const layer = oldest(seen.map((one) => one.layer))
  const rebooted = lastSign.bootId !== bootId || mono < lastSign.mono
  const passed = rebooted ? 0 : mono - lastSign.mono
  const remainingMs = Math.max(0, waitLayers * layerMs - passed)
  const remainingLayers = layer === null ? waitLayers : Math.max(0, layersBetween(layer, untilLayer))
  return { over: layer !== null && remainingLayers === 0 && remainingMs === 0, untilLayer, layer, remainingLayers, remainingMs, rebooted }
}
