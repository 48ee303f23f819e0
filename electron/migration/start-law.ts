/** How long after each start that ended again the next may be tried: a node that refuses does so for a reason, and says it. */
const waits = [2_000, 5_000, 15_000, 30_000]

/** Starts of one node within one wait for it. */
export interface Starts {
  readonly count: number
  /** By the monotonic clock. */
  readonly nextAt: number
}

export const noStarts: Starts = { count: 0, nextAt: 0 }
export const afterStart = ({ count }: Starts, now: number): Starts => ({ count: count + 1, nextAt: now + (waits[count] ?? 0) })
/** It was started as often as makes sense. */
export const gaveUp = ({ count }: Starts): boolean => count > waits.length

/** How long after a question that was not answered yet it is asked again: soon at first, every second later. */
export const askAgainMs = (elapsedMs: number): number => Math.min(1_000, Math.max(100, elapsedMs / 4))
