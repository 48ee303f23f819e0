/** Chance that a Poisson variable with mean `mean` reaches `atLeast`. */
export function poissonTail(mean: number, atLeast: number): number {
  if (atLeast <= 0) return 1
  let term = Math.exp(-mean)
  let below = term
  for (let count = 1; count < atLeast; count += 1) {
    term *= mean / count
    below += term
  }
  return Math.min(1, Math.max(0, 1 - below))
}

export interface PassOdds {
  readonly k1: number
  readonly k2: number
  readonly nonces: number
  /** Part of the data that can be read, 0 to 1. */
  readonly share: number
}

/** Chance that one pass over the data finds a proof (facts: spacemesh-protocol 6.4). */
export function chanceOfPass(odds: PassOdds): number {
  return 1 - (1 - poissonTail(odds.k1 * odds.share, odds.k2)) ** odds.nonces
}

/** Hashes expected for the proof of work before one pass: one per 16 nonces, harder with every unit (facts: spacemesh-protocol 5.7). */
export function expectedHashes(powDifficulty: string, numUnits: number, nonces: number): number {
  const share = Number(BigInt(`0x${powDifficulty}`)) / 2 ** 256
  return share === 0 ? Number.POSITIVE_INFINITY : (nonces / 16) * Math.max(1, numUnits / share)
}

/** Bytes of the indices in a proof: `k2` numbers of as many bits as the label count needs. */
export function indicesLength(labels: bigint, k2: number): number {
  return Math.ceil((k2 * labels.toString(2).length) / 8)
}
