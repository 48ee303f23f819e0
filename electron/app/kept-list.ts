/** In any case gathered again after this: a change that nobody told is not shown wrongly for longer. */
const keptMs = 5_000

/** A list that is gathered again only after its room told that it changed; until then it is the same list. `now`: milliseconds. */
export function keptList<T>(gather: () => readonly T[], now: () => number) {
  let kept: { readonly list: readonly T[]; readonly at: number } | null = null
  return {
    list: (): readonly T[] => {
      const at = now()
      if (kept === null || Math.abs(at - kept.at) >= keptMs) kept = { list: gather(), at }
      return kept.list
    },
    changed: () => {
      kept = null
    },
  }
}
