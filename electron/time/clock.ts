/** Time as it is given to what watches: tests drive it. Delays count on a clock that never jumps. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Runs later, once; the result cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void
  /** From 0 up to 1, for jitter. */
  readonly chance: () => number
}
