import type { CallContext } from '../contract/contract.ts'
import { type Collection, collectionNames, type State, type StateEvent, type StatePatch } from '../contract/state.ts'
import { type Single, singles } from '../contract/state-shape.ts'
import { sameValue } from './same-value.ts'

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
function* patchEvents(rev: number, patch: StatePatch): Generator<StateEvent> {
  let first = true
  for (const page of patchPages(patch)) {
    yield { rev, patch: { ...(first ? withSingles(patch) : {}), ...page } as StatePatch }
    first = false
  }
  if (first) yield { rev, patch: withSingles(patch) }
}

/** The whole state: the first page is the full one, the rest follow as patches of the same revision. */
function* fullEvents(rev: number, state: State): Generator<StateEvent> {
  const empty: State = { ...state, ...(Object.fromEntries(collectionNames.map((name) => [name, {}])) as Pick<State, Collection>) }
  let first = true
  for (const page of patchPages(state)) {
    yield first ? { rev, full: { ...empty, ...page } as State } : { rev, patch: page as StatePatch }
    first = false
  }
  if (first) yield { rev, full: empty }
}

/** Time, as the mirror needs it; tests give virtual time. */
export interface Pace {
  /** Milliseconds that never go back. */
  now(): number
  /** Resolves after so many milliseconds or when the signal aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
}

/** At most ten events a second per connection, also as counted by a page whose clock jitters. */
const intervalMs = 105
/** A page that nobody looks at hears of alerts alone, for its title and for whoever it calls, and no more often. */
const hiddenMs = 5_000
/** Rows that are gone are remembered for readers that lag behind, so many at most; a reader older than that gets all anew. */
const goneRemembered = 5_000

type Key = `${Collection}/${string}`
interface Place {
  readonly collection: Collection
  readonly key: string
  readonly rev: number
}

interface Book {
  state: State
  rev: number
  /** Revision before which removed rows are forgotten. */
  floor: number
  singles: Record<Single, number>
  /** Last change of each row, oldest first. */
  readonly changed: Map<Key, Place>
  readonly gone: Map<Key, Place>
  /** Revision of the last change of an alert. */
  alertsRev: number
  readonly hidden: WeakMap<object, boolean>
  readonly wakes: Set<() => void>
}

const forgetOldest = (book: Book) => {
  for (const [key, { rev }] of book.gone) {
    if (book.gone.size <= goneRemembered) return
    book.gone.delete(key)
    book.floor = rev
  }
}

const note = (book: Book, { collection, key, row }: { collection: Collection; key: string; row: unknown }) => {
  const at: Key = `${collection}/${key}`
  const place: Place = { collection, key, rev: book.rev + 1 }
  if (collection === 'alerts') book.alertsRev = place.rev
  book.changed.delete(at)
  book.gone.delete(at)
  if (row === null) book.gone.set(at, place)
  else book.changed.set(at, place)
}

/** The collection with the patch applied, or the same object when nothing differs. */
const applyRows = (book: Book, collection: Collection, patch: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const before: Readonly<Record<string, unknown>> = book.state[collection]
  let after: Record<string, unknown> | null = null
  for (const [key, row] of Object.entries(patch)) {
    const had = Object.hasOwn(before, key)
    if (row === null ? !had : had && sameValue(before[key], row)) continue
    after ??= { ...before }
    if (row === null) delete after[key]
    else after[key] = row
    note(book, { collection, key, row })
  }
  return after ?? before
}

const apply = (book: Book, patch: StatePatch): boolean => {
  const next: Record<string, unknown> = { ...book.state }
  for (const collection of collectionNames) next[collection] = applyRows(book, collection, patch[collection] ?? {})
  for (const single of singles) {
    if (patch[single] === undefined || sameValue(book.state[single], patch[single])) continue
    next[single] = patch[single]
    book.singles[single] = book.rev + 1
  }
  const after = next as State
  const changed = [...collectionNames, ...singles].some((name) => after[name] !== book.state[name])
  if (changed) book.state = after
  return changed
}

/** All that changed after revision `seen`, as one patch. */
const since = (book: Book, seen: number): StatePatch => {
  const rows: Partial<Record<Collection, Record<string, unknown>>> = {}
  const add = ({ collection, key, rev }: Place, row: unknown) => {
    if (rev <= seen) return
    const filled = rows[collection] ?? {}
    filled[key] = row
    rows[collection] = filled
  }
  for (const place of book.changed.values()) add(place, book.state[place.collection][place.key])
  for (const place of book.gone.values()) add(place, null)
  return {
    ...(rows as StatePatch),
    ...(Object.fromEntries(singles.flatMap((name) => (book.singles[name] > seen ? [[name, book.state[name]]] : []))) as StatePatch),
  }
}

const nextWake = (book: Book, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      book.wakes.delete(done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    book.wakes.add(done)
    signal.addEventListener('abort', done, { once: true })
  })

const wakeAll = (book: Book) => {
  for (const wake of book.wakes) wake()
}

/** Until so many milliseconds are over or something changed; then nothing of it waits on. */
async function waitOrWake(book: Book, milliseconds: number, { pace, signal }: { pace: Pace; signal: AbortSignal }): Promise<void> {
  const over = new AbortController()
  const either = AbortSignal.any([signal, over.signal])
  await Promise.race([pace.wait(milliseconds, either), nextWake(book, either)])
  over.abort()
}

async function* watchBook(book: Book, pace: Pace, { signal, connection }: CallContext): AsyncGenerator<StateEvent> {
  let seen = book.rev
  let sentAt = pace.now()
  yield* fullEvents(seen, book.state)
  while (!signal.aborted) {
    const hidden = book.hidden.get(connection) === true
    const early = sentAt + (hidden ? hiddenMs : intervalMs) - pace.now()
    if (book.rev === seen || (hidden && book.alertsRev <= seen)) await nextWake(book, signal)
    else if (hidden && early > 0) await waitOrWake(book, early, { pace, signal })
    else if (early > 0) await pace.wait(early, signal)
    else {
      const events = seen < book.floor ? fullEvents(book.rev, book.state) : patchEvents(book.rev, since(book, seen))
      seen = book.rev
      sentAt = pace.now()
      yield* events
    }
  }
}

/**
 * The one state that pages mirror: keyed rows with a revision. Starts at revision 1 with the given state. Rows are taken as they are and
 * must not be changed in place afterwards.
 */
export const createMirror = (initial: State, pace: Pace) => {
  const book: Book = {
    state: initial,
    rev: 1,
    floor: 0,
    alertsRev: 1,
    singles: Object.fromEntries(singles.map((name) => [name, 1])) as Record<Single, number>,
    changed: new Map(),
    gone: new Map(),
    hidden: new WeakMap(),
    wakes: new Set(),
  }
  /** Stops or resumes the events of one connection's watches. */
  const setHidden = (hidden: boolean, { connection }: CallContext) => {
    book.hidden.set(connection, hidden)
    if (!hidden) wakeAll(book)
  }
  return {
    state: (): State => book.state,
    rev: (): number => book.rev,
    /** Takes over what differs from the state; `null` removes a row. Equal rows change nothing and wake nobody. */
    update: (patch: StatePatch) => {
      if (!apply(book, patch)) return
      book.rev += 1
      forgetOldest(book)
      wakeAll(book)
    },
    /** First the full state, then patches of changed rows: at most ten a second, while hidden only of alerts; a slow reader gets one merged patch. */
    watch: ({ hidden }: { hidden?: boolean | undefined }, context: CallContext): AsyncIterable<StateEvent> => {
      if (hidden !== undefined) setHidden(hidden, context)
      return watchBook(book, pace, context)
    },
    setHidden,
  }
}
export type Mirror = ReturnType<typeof createMirror>
