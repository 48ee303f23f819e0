import type { EpochClock } from '../contract/model/rig.ts'
import { type AllRows, type Collection, collectionNames, collections, type RowOf, type State, type StatePatch } from '../contract/state.ts'
import { guarded } from '../faults/index.ts'
import type { Mirror } from '../rpc/index.ts'
import { type Barrier, systemClock } from '../time/index.ts'
import { type Judged, type KeptBook, newJudged, type RigFacts, type Spoken, speak, takeChanged } from '../verdict/index.ts'

/** All rows of the open rig at one moment, and what is remembered of it. A list of which no room told a change is the same list. */
export interface RigRows extends Omit<RigFacts, 'hasProblem' | 'starting' | 'now'>, Omit<AllRows, 'identities' | 'alerts'> {
  readonly kept: KeptBook
  /** The clock as pages shall see it, where that is not as it is told. */
  readonly shown?: (clock: EpochClock | null) => EpochClock | null
}

/** Longest pause before the rows are looked at again although nothing was heard. */
const longestMs = 3_600_000

/** What the mirror shows of a rig already. */
export interface Published {
  readonly judged: Judged
  readonly lists: Map<Collection, readonly unknown[]>
}

export const nothingPublished = (): Published => ({ judged: newJudged(), lists: new Map() })

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
function listsOf(state: State, rows: AllRows, { lists }: Published): StatePatch {
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
})

/** Says all that is to be said of a rig now. */
function spokenOf(rows: RigRows, { rig, alerts, identities }: State, { now, judged }: { now: number; judged: Judged }): Spoken {
  const { book } = rows.kept
  const facts: RigFacts = { ...rows, hasProblem: rig.problem !== null, starting: rig.starting !== null, now }
  return speak(facts, { book, seen: book.seen, before: alerts, rowBefore: (id) => identities[id], judged })
}

/** Makes the mirror show these rows, and what is to be said of them now; answers when that changes although nothing is heard. */
export function publish(mirror: Mirror, { shown, ...rows }: RigRows, { now, before }: { now: number; before: Published }): number {
  const state = mirror.state()
  const isFirst = before.lists.size === 0
  const { identities, alerts, epoch, verdict, nextAt } = spokenOf(rows, state, { now, judged: before.judged })
  mirror.update({
    ...listsOf(state, { ...rows, identities, alerts }, before),
    // At first nobody knows what else is shown.
    identities: { ...(isFirst ? replacing('identities', state.identities, identities) : {}), ...takeChanged(before.judged) },
    epoch: shown === undefined ? epoch : shown(epoch),
    clocks: Object.fromEntries(rows.clocks),
    verdict,
  })
  rows.kept.changed()
  return nextAt
}

export interface Publisher {
  /** Something changed: what was heard in one turn of this program's loop is shown together. Each page has a pace of its own (rpc/mirror). */
  readonly soon: () => void
  readonly now: () => void
  readonly stop: () => void
}

/** Keeps the mirror equal to the rows. What only the clock changes is said at that moment, without anybody asking. */
export const createPublisher = (mirror: Mirror, rows: () => RigRows | null, heard: Barrier): Publisher => {
  let cancel: (() => void) | null = null
  let turn: NodeJS.Immediate | null = null
  let before = nothingPublished()
  const show = () => {
    const found = rows()
    const now = systemClock.now()
    if (found === null) {
      before = nothingPublished()
      mirror.update(nothingOf(mirror.state()))
      return
    }
    const nextAt = publish(mirror, found, { now, before })
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
  const soon = () => {
    turn ??= setImmediate(now)
  }
  return { soon, now, stop }
}
