/** A value with the time since which it holds and the time it was last seen to hold. */
export interface Timed<T> {
  readonly value: T
  readonly since: number
  readonly at: number
}

/** The same value seen again keeps its beginning. */
export function seenAgain<T>(before: Timed<T> | null, value: T, at: number): Timed<T> {
  return before !== null && before.value === value ? { value, since: before.since, at } : { value, since: at, at }
}
