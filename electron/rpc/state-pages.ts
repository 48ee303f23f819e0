import { type Collection, collectionNames, type State, type StateEvent, type StatePatch } from '../contract/state.ts'
import { singles } from '../contract/state-shape.ts'

/** Rows of a page are filled up to this many UTF-16 units: half of the frame limit, so that other bytes find room. */
const pageUnits = 256 * 1024

type Rows = Record<string, unknown>

/** Splits the rows of a patch so that no page is over the size; a single larger row has a page of its own. */
function* patchPages(rows: { readonly [name in Collection]?: Readonly<Rows> | undefined }): Generator<Partial<Record<Collection, Rows>>> {
  let page: Partial<Record<Collection, Rows>> = {}
  let units = 0
  for (const name of collectionNames) {
    for (const [key, row] of Object.entries(rows[name] ?? {})) {
      const size = JSON.stringify(row).length + key.length
      if (units > 0 && units + size > pageUnits) {
        yield page
        page = {}
        units = 0
      }
      const filled = page[name] ?? {}
      filled[key] = row
      page[name] = filled
      units += size
    }
  }
  if (units > 0) yield page
}

const withSingles = (patch: StatePatch): StatePatch =>
  Object.fromEntries(singles.flatMap((name) => (patch[name] === undefined ? [] : [[name, patch[name]]]))) as StatePatch

/** One change as events that each fit a frame: the single values travel with the first. */
export function* patchEvents(rev: number, patch: StatePatch): Generator<StateEvent> {
  let first = true
  for (const page of patchPages(patch)) {
    yield { rev, patch: { ...(first ? withSingles(patch) : {}), ...page } as StatePatch }
    first = false
  }
  if (first) yield { rev, patch: withSingles(patch) }
}

/** The whole state: the first page is the full one, the rest follow as patches of the same revision. */
export function* fullEvents(rev: number, state: State): Generator<StateEvent> {
  const empty: State = { ...state, ...(Object.fromEntries(collectionNames.map((name) => [name, {}])) as Pick<State, Collection>) }
  let first = true
  for (const page of patchPages(state)) {
    yield first ? { rev, full: { ...empty, ...page } as State } : { rev, patch: page as StatePatch }
    first = false
  }
  if (first) yield { rev, full: empty }
}
