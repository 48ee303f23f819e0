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

const steps: readonly Happening['what']['is'][] = ['proof-progressed', 'epoch-kept', 'epoch-lost']
const sameMs = 1_000

/** A node's word of its ATX has a time of its own, and what leads to it the time at which it was seen: within a second no end stands before its beginning. */
function inOrder(one: Happening, before: readonly Happening[]): Happening {
  const { what } = one
  if (what.is !== 'epoch-kept' && what.is !== 'epoch-lost') return one
  const step = before.findLast(
    ({ what: was }) => steps.includes(was.is) && 'epoch' in was && was.epoch === what.epoch && was.identity === what.identity,
  )
  return step !== undefined && step.at > one.at && step.at - one.at < sameMs ? { ...one, at: step.at } : one
}

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
      const fresh = happenings.filter(({ key }) => !known.has(key)).map((one) => inOrder(one, list))
      keep(fresh)
      list = newest([...list, ...fresh])
    },
  }
}
