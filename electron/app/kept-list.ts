/** A list that is gathered again only after its room told that it changed; until then it is the same list. */
interface KeptList<T> {
  readonly list: () => readonly T[]
  readonly changed: () => void
}

/** In any case gathered again after this: a change that nobody told is not shown wrongly for longer. */
const longestMs = 5_000

/** `now`: milliseconds. */
export function keptList<T>(gather: () => readonly T[], now: () => number): KeptList<T> {
  let kept: { readonly list: readonly T[]; readonly at: number } | null = null
  return {
    list: () => {
      const at = now()
      if (kept === null || Math.abs(at - kept.at) >= longestMs) kept = { list: gather(), at }
      return kept.list
    },
    changed: () => {
      kept = null
    },
  }
}
