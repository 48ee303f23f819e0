/** Asks for something that may be slow, on a disk that is busy. */
export interface Patience<T> {
  readonly look: () => Promise<T>
  readonly isNothing: (seen: T) => boolean
  readonly wait: (ms: number) => Promise<void>
  readonly nowMs: () => number
}

/** A look takes a quarter of it; a fresh look of a move has five seconds for all signs (docs/protocol.md §9). */
const patienceMs = 1_000
/** On a slow disk: what was seen longer ago stands for nothing now. */
const rememberedMs = 10 * 60_000
/** So long nothing that was found stays nothing, while a move looks many times. What was found is looked at again each time. */
const stillNothingMs = 30_000

/**
 * What is looked at, or what was seen last, when that was nothing and just now, or when looking takes long: such a reason says who may
 * come back, not who is there, and must not make the signs of life old. `anew`: nothing is remembered.
 */
export function remembering<T>({ look, isNothing, wait, nowMs }: Patience<T>): (anew: boolean) => Promise<T> {
  let last: { readonly seen: T; readonly at: number } | null = null
  let under: Promise<T> | null = null
  const lookNow = async () => {
    const at = nowMs()
    const seen = await look()
    last = { seen, at }
    return seen
  }
  return async (anew) => {
    if (anew) return lookNow()
    if (last !== null && isNothing(last.seen) && nowMs() - last.at <= stillNothingMs) return last.seen
    under ??= lookNow().finally(() => {
      under = null
    })
    const now = under
    if (last === null || nowMs() - last.at > rememberedMs) return now
    const { seen } = last
    return Promise.race([now, wait(patienceMs).then(() => seen)])
  }
}
