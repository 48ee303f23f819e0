/** A run's own clock; moments are told in epochs since its genesis, so that runs of different speeds can be held together. */
export interface RunTimes {
  readonly genesisMs: number
  readonly epochMs: number
}

/** Part of an epoch after which registration for the round that begins in it opens. */
export const OPENS = 0.375

/** Part of an epoch after which registration for the round that begins in it has closed. */
export const CLOSES = 0.5

/** Seconds of an epoch in the recorded runs. */
export const EPOCH_SECONDS = 120

/** 2.5: half of epoch 2 has passed. Negative before genesis. */
export const epochsAt = ({ genesisMs, epochMs }: RunTimes, ms: number): number => (ms - genesisMs) / epochMs
