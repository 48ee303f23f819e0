import type { Epoch, Layer, SmesherId } from '../contract/model/basics.ts'
import type { AtxSeen, RewardSeen, Smidge } from '../contract/model/earned.ts'
import { hexOf, smesherOf } from './hex-id.ts'
import { all } from './malfeasance.ts'
import { atLeast } from './node-facts.ts'
import { lineOf } from './plain-line.ts'

interface WireAtx {
  readonly id: Uint8Array
  readonly smesherId: Uint8Array
  readonly publishEpoch: number
  readonly coinbase: string
  readonly numUnits: number
}

interface WireReward {
  readonly layer: number
  readonly total: bigint
  readonly layerReward: bigint
  readonly coinbase: string
  readonly smesher: Uint8Array
}

/** One page, as it is asked for. */
export const pageLimit = 100
const addressLimit = 100

/** An address is short and plain; in older layouts another thing stood in its place (docs/protocol.md §17). */
const coinbaseOf = (text: string): string | null => (text.length > addressLimit ? null : lineOf(text))

/** Whether a node speaks the layout that is declared here: it changed with every release before 1.6.1. */
export const speaksLayout = (version: string | null): boolean => atLeast(version, [1, 6, 1])

type Hex = (bytes: Uint8Array) => string

/** Reads v2alpha1 ActivationService.List; `null` when it makes no sense, as answers in an older layout do. */
export function parseAtxs(wire: readonly WireAtx[], hex: Hex = hexOf): readonly AtxSeen[] | null {
  if (wire.length > pageLimit) return null
  return all(
    wire.map(({ id, smesherId, publishEpoch, coinbase, numUnits }): AtxSeen | null => {
      const smesher = smesherOf(smesherId, hex)
      const paid = coinbaseOf(coinbase)
      if (smesher === null || id.length !== 32 || paid === null || numUnits < 1) return null
      return { id: hex(id), smesher, publishEpoch: publishEpoch as Epoch, coinbase: paid, numUnits }
    }),
  )
}

/** Reads v2alpha1 RewardService.List for one identity; `null` when it makes no sense, or is about somebody else. */
export function parseRewards(wire: readonly WireReward[], asked: SmesherId, hex: Hex = hexOf): readonly RewardSeen[] | null {
  if (wire.length > pageLimit) return null
  return all(
    wire.map(({ layer, total, layerReward, coinbase, smesher }): RewardSeen | null => {
      const paid = coinbaseOf(coinbase)
      if (smesherOf(smesher, hex) !== asked || layer < 1 || paid === null || total < layerReward) return null
      const [all, without] = [String(total) as Smidge, String(layerReward) as Smidge]
      return { smesher: asked, layer: layer as Layer, total: all, layerReward: without, coinbase: paid }
    }),
  )
}
