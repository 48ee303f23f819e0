import type { Happening } from '../contract/model/happening.ts'

/** The newest happenings of a rig, for its pages. */
export interface Told {
  /** Oldest first; the same list until something happens. */
  readonly list: () => readonly Happening[]
  /** What was told already is not told again. */
  readonly tell: (happenings: readonly Happening[]) => void
}

const shown = 200

/** States of identities change often: they push nothing else out. */
const newest = (all: readonly Happening[]): Happening[] =>
  [true, false].flatMap((isState) => all.filter(({ what }) => (what.is === 'state-changed') === isState).slice(-shown))

/** `keep` hears of all that is told. */
export function createTold(
  keep: (fresh: readonly Happening[]) => void,
): Told & { readonly remember: (earlier: readonly Happening[]) => void } {
  let list: readonly Happening[] = []
  return {
    list: () => list,
    remember: (earlier) => {
      list = newest([...earlier, ...list])
    },
    tell: (happenings) => {
      if (happenings.length === 0) return
      const known = new Set(list.map(({ key }) => key))
      const fresh = happenings.filter(({ key }) => !known.has(key))
      keep(fresh)
      list = newest([...list, ...fresh])
    },
  }
}
