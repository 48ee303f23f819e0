import type { Epoch, Layer } from '../../../electron/contract/model/basics.ts'
import type { AtxSeen, RewardSeen, Smidge } from '../../../electron/contract/model/earned.ts'
import type { KeptAtx, KeptEarned, KeptReward } from '../../../electron/contract/model/history.ts'
import { summed } from '../../format/coins.ts'

/** `isKept`: no node tells of it now, it is remembered. */
export interface AtxLine {
  readonly id: string
  readonly epoch: Epoch
  readonly numUnits: number | null
  readonly coinbase: string | null
  readonly isKept: boolean
}

export interface RewardLine {
  readonly layer: Layer
  readonly total: Smidge
  readonly coinbase: string | null
  readonly isKept: boolean
}

/** What a node tells now, and what is remembered beside it; newest first. */
export function atxLines(told: readonly AtxSeen[], kept: readonly KeptAtx[]): AtxLine[] {
  const known = new Set(told.map(({ id }) => id))
  return [
    ...told.map(({ publishEpoch: epoch, ...of }) => ({ ...of, epoch, isKept: false })),
    ...kept.filter(({ id }) => !known.has(id)).map((atx) => ({ ...atx, isKept: true })),
  ].toSorted((one, other) => other.epoch - one.epoch)
}

export function rewardLines(told: readonly RewardSeen[], kept: readonly KeptReward[]): RewardLine[] {
  const known = new Set(told.map(({ layer }) => layer))
  return [
    ...told.map((reward) => ({ ...reward, isKept: false })),
    ...kept.filter(({ layer }) => !known.has(layer)).map((reward) => ({ ...reward, isKept: true })),
  ].toSorted((one, other) => other.layer - one.layer)
}

/** A list as long as the page that was asked for may not be all there is. */
const wholePage = 100

/** All that was paid, as far as is known; `isAll`: no page ends there, and nothing was let go. */
export function paidOf(lines: readonly RewardLine[], kept: KeptEarned | null): { total: Smidge; layers: number; isAll: boolean } {
  const own = { total: summed(lines.map(({ total }) => total)), layers: lines.length, isAll: lines.length < wholePage }
  // What was told just now may not be written yet.
  if (kept === null || kept.paid.layers <= own.layers) return own
  return { total: kept.paid.total as Smidge, layers: kept.paid.layers, isAll: kept.forgotten.layer === null }
}
