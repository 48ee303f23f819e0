import type { Epoch, Layer } from '../contract/model/basics.ts'

/** So many epochs or layers on; back with a number below 0. */
export const plus = <Kind extends Epoch | Layer>(from: Kind, by: number): Kind => (from + by) as Kind

export const layersBetween = (from: Layer, to: Layer): number => to - from

const outermost =
  (by: (...numbers: readonly number[]) => number) =>
  <Kind extends Epoch | Layer>(known: readonly (Kind | null)[]): Kind | null => {
    const numbers = known.filter((one) => one !== null)
    return numbers.length === 0 ? null : (by(...numbers) as Kind)
  }

/** The newest of the epochs, or of the layers, that are known; `null` where none is. With one that is no number, none comes out. */
export const newest = outermost(Math.max)
export const oldest = outermost(Math.min)

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
