import type { Binaries } from '../binaries/index.ts'
import type { EpochClock, ServiceRow } from '../contract/model/rig.ts'
import { type AllRows, type Collection, collectionNames, collections, type RowOf, type State, type StatePatch } from '../contract/state.ts'
import { guarded } from '../faults/index.ts'
import { happened, type Told } from '../happenings/index.ts'
import type { Inventory } from '../inventory/index.ts'
import type { Networks } from '../networks/index.ts'
import type { Programs } from '../processes/index.ts'
import type { Mirror } from '../rpc/index.ts'
import type { Sight } from '../sight/index.ts'
import { type Barrier, systemClock } from '../time/index.ts'
import { type Judged, judgeRows, type KeptBook, newJudged, type RigFacts, speak, takeChanged } from '../verdict/index.ts'
import type { Moves } from './given-names.ts'
import { rememberedIn, withKeptClocks } from './kept-clocks.ts'
import { keptList } from './kept-list.ts'

/** All rows of the open rig at one moment, and what is remembered of it. A list of which no room told a change is the same list. */
export interface RigRows extends Omit<RigFacts, 'hasProblem' | 'starting' | 'now'>, Omit<AllRows, 'identities' | 'alerts' | 'happenings'> {
  readonly inventory: State['inventory']
  readonly store: State['store']
  readonly kept: KeptBook
  readonly told: Told
  /** The clock as pages shall see it, where that is not as it is told. */
  readonly shown?: (clock: EpochClock | null) => EpochClock | null
}

interface Gathered {
  readonly programs: Programs
  readonly sight: Sight
  readonly migration: Moves
  readonly inventory: Inventory
  readonly certificates: { readonly watch: Telling & { readonly rows: () => AllRows['certificates'] } }
  readonly networks: Networks
  readonly binaries: Binaries
  /** What was told of the epochs. */
  readonly kept: KeptBook
  readonly history: Told
}

const servicesSeen = ({ programs, sight }: Gathered): readonly ServiceRow[] =>
  programs.rows().map((row) => {
    const faults = sight.serviceFaults(row.name)
    return faults.length === 0 ? row : { ...row, findings: [...row.findings, ...faults] }
  })

interface Telling {
  readonly onChange: (listener: () => void) => unknown
}

/** Gathers all rows of a rig; a list is gathered again, and shown, when one of its rooms tells that it changed. */
export function gatherer(parts: Gathered, shown: () => void): () => RigRows {
  const { programs, sight, migration, inventory, binaries, networks, certificates } = parts
  const kept = <T>(gather: () => readonly T[], ...rooms: readonly Telling[]) => {
    const { list, changed } = keptList(gather, systemClock.now)
    for (const listener of [changed, shown]) for (const room of rooms) room.onChange(listener)
    return list
  }
  const services = kept(() => servicesSeen(parts), programs, binaries, { onChange: (listener) => sight.onFault(listener) })
  const batches = kept(() => migration.rows(), migration)
  const lostMoves = kept(() => migration.lost(), migration)
  const madeHere = kept(() => networks.rows(), networks)
  inventory.onChange(shown)
  certificates.watch.onChange(shown)
  // What runs of a program is told by its slots.
  const programFiles = kept(() => binaries.rows(), binaries, programs)
  return () => ({
    ...sight.rows(),
    identity: (id) => sight.identity(id),
    lookedSince: sight.observedSince(),
    services: services(),
    batches: batches(),
    lostMoves: lostMoves(),
    networks: madeHere(),
    keys: inventory.rows(),
    certificates: certificates.watch.rows(),
    inventory: inventory.state(),
    binaries: programFiles(),
    store: binaries.state(),
    kept: parts.kept,
    told: parts.history,
  })
}

/** Longest pause before the rows are looked at again although nothing was heard. */
const longestMs = 3_600_000

/** What the mirror shows of a rig already. */
export interface Published {
  readonly judged: Judged
  readonly lists: Map<Collection, readonly unknown[]>
  /** When what is not told yet is told. */
  readonly waiting: Map<string, number>
}

export const nothingPublished = (): Published => ({ judged: newJudged(), lists: new Map(), waiting: new Map() })

/** Rows that are other objects than those that are shown, and `null` for those that are gone. */
function replacing<Name extends Collection>(
  name: Name,
  before: State[Name],
  rows: readonly RowOf<Name>[],
): Record<string, RowOf<Name> | null> {
  const shown: Readonly<Record<string, unknown>> = before
  const after: Record<string, RowOf<Name> | null> = {}
  const keys = new Set<string>()
  const { key } = collections[name]
  for (const row of rows) {
    const at = row[key as keyof typeof row] as string
    keys.add(at)
    if (shown[at] !== row) after[at] = row
  }
  for (const at of Object.keys(shown)) if (!keys.has(at)) after[at] = null
  return after
}

/** Identities are told one by one as they are judged; of all else the lists that became others. */
function changesOf(state: State, rows: AllRows, { lists }: Published): StatePatch {
  const patch: Record<string, unknown> = {}
  for (const name of collectionNames) {
    if (name === 'identities' || lists.get(name) === rows[name]) continue
    patch[name] = replacing(name, state[name], rows[name])
    lists.set(name, rows[name])
  }
  return patch as StatePatch
}

/** No rig is open. */
const nothingOf = (state: State): StatePatch => ({
  ...(Object.fromEntries(collectionNames.map((name) => [name, replacing(name, state[name], [])])) as StatePatch),
  epoch: null,
  clocks: {},
  verdict: null,
  inventory: null,
  store: null,
})

/** Makes the mirror show these rows, and what is to be said of them now; answers when that changes although nothing is heard. */
export function publish(mirror: Mirror, { shown, ...heard }: RigRows, { now, before }: { now: number; before: Published }): number {
  const rows = withKeptClocks(heard)
  const state = mirror.state()
  const isFirst = before.lists.size === 0
  const { book } = rows.kept
  const facts: RigFacts = {
    ...rows,
    hasProblem: state.rig.problem !== null,
    starting: state.rig.starting !== null,
    now,
    remembered: rememberedIn(book.ages),
  }
  const judged = judgeRows(facts, { book, rowBefore: (id) => state.identities[id], judged: before.judged })
  const { alerts, epoch, verdict, nextAt } = speak(facts, judged, {
    seen: book.seen,
    before: state.alerts,
    waiting: before.waiting,
    ages: book.ages,
  })
  book.ages.noteAlerts(alerts, { now, lookedSince: rows.lookedSince })
  const identities = judged.rows.map(({ row }) => row)
  const changes = () => changesOf(state, { ...rows, identities, alerts, happenings: rows.told.list() }, before)
  const changed: StatePatch = {
    ...changes(),
    // At first nobody knows what else is shown.
    identities: { ...(isFirst ? replacing('identities', state.identities, identities) : {}), ...takeChanged(before.judged) },
  }
  rows.told.tell(happened(state, changed, now))
  mirror.update({
    ...changed,
    // With what has just happened.
    ...changes(),
    epoch: shown === undefined ? epoch : shown(epoch),
    clocks: Object.fromEntries(rows.clocks),
    verdict,
    inventory: rows.inventory,
    store: rows.store,
  })
  rows.kept.changed()
  return nextAt
}

/** Keeps the mirror equal to the rows. What only the clock changes is said at that moment, without anybody asking. */
export const createPublisher = (mirror: Mirror, heard: Barrier) => {
  let source: readonly [rows: (() => RigRows) | null, shown?: RigRows['shown']] = [null]
  let cancel: (() => void) | null = null
  let turn: NodeJS.Immediate | null = null
  let before = nothingPublished()
  const show = () => {
    const [gather, shown] = source
    const now = systemClock.now()
    if (gather === null) {
      before = nothingPublished()
      mirror.update(nothingOf(mirror.state()))
      return
    }
    const nextAt = publish(mirror, { ...gather(), ...(shown && { shown }) }, { now, before })
    cancel = systemClock.after(Math.min(longestMs, Math.max(1, nextAt - now)), soon)
  }
  const failed = (error: unknown) => {
    // Nobody knows how much of it is shown: the next time all is.
    before = nothingPublished()
    heard.failed(error)
  }
  const stop = () => {
    cancel?.()
    cancel = null
    if (turn !== null) clearImmediate(turn)
    turn = null
  }
  const now = guarded(() => {
    stop()
    show()
    heard.went?.()
  }, failed)
  /** Something changed: what was heard in one turn of this program's loop is shown together. Each page has a pace of its own (rpc/mirror). */
  const soon = () => {
    turn ??= setImmediate(now)
  }
  /** Whose rows are shown from now on; `null`: no rig is open. `shown`: the clock as pages shall see it. */
  const follow = (...from: typeof source) => {
    source = from
  }
  return { follow, soon, now, stop }
}
export type Publisher = ReturnType<typeof createPublisher>
