import type { Epoch, Layer } from '../contract/model/basics.ts'

/** So many epochs or layers on; back with a number below 0. */
export const plus = <Kind extends Epoch | Layer>(from: Kind, by: number): Kind => (from + by) as Kind

export const layersBetween = (from: Layer, to: Layer): number => to - from

/** The newest of the epochs, or of the layers, that are known; `null` where none is. */
export const newest = <Kind extends Epoch | Layer>(known: readonly (Kind | null)[]): Kind | null =>
  known.reduce<Kind | null>((found, one) => (found === null || (one !== null && one > found) ? one : found), null)

/** Forgets the oldest epochs of what is kept by epoch, until so many are left. */
export function keepNewest(kept: Pick<Set<Epoch>, 'size' | 'keys' | 'delete'>, most: number): void {
  while (kept.size > most) kept.delete(Math.min(...kept.keys()) as Epoch)
}

/** Epochs in a row, both ends included. */
export interface EpochSpan {
  readonly from: Epoch
  readonly to: Epoch
}

/** An epoch and so many before it, as far as there are any. */
export const lastEpochs = (to: Epoch, before: number): EpochSpan => ({ from: Math.max(0, to - before) as Epoch, to })

/** Oldest first. */
export const epochsIn = ({ from, to }: EpochSpan): Epoch[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, by) => plus(from, by))
