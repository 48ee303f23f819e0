/** Asks for something that may be slow, on a disk that is busy. */
export interface Patience<T> {
  readonly look: () => Promise<T>
  readonly wait: (ms: number) => Promise<void>
  readonly nowMs: () => number
}

/** A look takes a twentieth of it; a fresh look of a move has five seconds for all signs (docs/protocol.md §9). */
const patienceMs = 1_000
/** What was seen longer ago stands for nothing now. */
const rememberedMs = 10 * 60_000

/**
 * What is looked at, or, when that takes long, what was seen last: such a sign says who may come back, not who is there, and
 * must not make the others old.
 */
export function remembering<T>({ look, wait, nowMs }: Patience<T>): () => Promise<T> {
  let last: { readonly seen: T; readonly at: number } | null = null
  let under: Promise<T> | null = null
  return async () => {
    under ??= look()
      .then((seen) => {
        last = { seen, at: nowMs() }
        return seen
      })
      .finally(() => {
        under = null
      })
    const now = under
    if (last === null || nowMs() - last.at > rememberedMs) return now
    const { seen } = last
    return Promise.race([now, wait(patienceMs).then(() => seen)])
  }
}
