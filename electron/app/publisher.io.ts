import type { EpochClock } from '../contract/model/rig.ts'
import { type AllRows, type Collection, collectionNames, collections, type RowOf, type State, type StatePatch } from '../contract/state.ts'
import type { Mirror } from '../rpc/index.ts'
import { type Barrier, type Paced, paced, systemClock } from '../time/index.ts'
import { type Judged, type KeptBook, newJudged, type RigFacts, type Spoken, speak } from '../verdict/index.ts'

/** All rows of the open rig at one moment, and what is remembered of it. */
export interface RigRows extends Omit<RigFacts, 'hasProblem' | 'starting' | 'now'>, Omit<AllRows, 'identities' | 'alerts'> {
  readonly kept: KeptBook
  /** The clock as pages shall see it, where that is not as it is told. */
  readonly shown?: (clock: EpochClock | null) => EpochClock | null
}

/** Rows are looked at again at most this often: pages are told ten times a second at the most. */
const everyMs = 25
/** Longest pause before the rows are looked at again although nothing was heard. */
const longestMs = 3_600_000

/** Rows that are other objects than those that are shown, and `null` for those that are gone. */
function replacing<Name extends Collection>(
  name: Name,
  before: State[Name],
  rows: readonly RowOf<Name>[],
): [Name, Record<string, unknown>] {
  const shown: Readonly<Record<string, unknown>> = before
  const after: Record<string, unknown> = {}
  const keys = new Set<string>()
  const { key } = collections[name]
  for (const row of rows) {
    const at = row[key as keyof typeof row] as string
    keys.add(at)
    if (shown[at] !== row) after[at] = row
  }
  for (const at of Object.keys(shown)) if (!keys.has(at)) after[at] = null
  return [name, after]
}

/** The patch after which the mirror shows these rows, and no others. */
const patchOf = (state: State, rows: Partial<AllRows>, alone: Omit<StatePatch, Collection>): StatePatch => ({
  ...alone,
  ...(Object.fromEntries(collectionNames.map((name) => replacing(name, state[name], rows[name] ?? []))) as StatePatch),
})

/** No rig is open. */
const nothingOf = (state: State): StatePatch => patchOf(state, {}, { epoch: null, clocks: {}, verdict: null })

/** What is seen, moved and said of the rig that is open. */
const allOf = (state: State, { shown, ...rows }: RigRows, spoken: Spoken): StatePatch => {
  const all: AllRows = { ...rows, identities: spoken.identities, alerts: spoken.alerts }
  return patchOf(state, all, {
    epoch: shown === undefined ? spoken.epoch : shown(spoken.epoch),
    clocks: Object.fromEntries(rows.clocks),
    verdict: spoken.verdict,
  })
}

/** Says all that is to be said of a rig now. */
function spokenOf(rows: RigRows, { rig, alerts, identities }: State, { now, judged }: { now: number; judged: Judged }): Spoken {
  const { book } = rows.kept
  const facts: RigFacts = { ...rows, hasProblem: rig.problem !== null, starting: rig.starting !== null, now }
  return speak(facts, { book, seen: book.seen, before: alerts, rowBefore: (id) => identities[id], judged })
}

/** Makes the mirror show these rows, and what is to be said of them now; answers when that changes although nothing is heard. */
export function publish(mirror: Mirror, rows: RigRows, at: { now: number; judged: Judged }): number {
  const state = mirror.state()
  const spoken = spokenOf(rows, state, at)
  mirror.update(allOf(state, rows, spoken))
  rows.kept.changed()
  return spoken.nextAt
}

/** `soon`: something changed, the rows are read again. */
export type Publisher = Paced

/** Keeps the mirror equal to the rows. What only the clock changes is said at that moment, without anybody asking. */
export const createPublisher = (mirror: Mirror, rows: () => RigRows | null, heard: Barrier): Publisher => {
  let cancel: (() => void) | null = null
  const judged = newJudged()
  const run = () => {
    cancel?.()
    cancel = null
    const found = rows()
    const now = systemClock.now()
    if (found === null) mirror.update(nothingOf(mirror.state()))
    else {
      const nextAt = publish(mirror, found, { now, judged })
      cancel = systemClock.after(Math.min(longestMs, Math.max(1, nextAt - now)), () => publisher.soon())
    }
    heard.went?.()
  }
  const publisher = paced(systemClock, everyMs, { run, failed: heard.failed })
  return {
    ...publisher,
    stop: () => {
      cancel?.()
      publisher.stop()
    },
  }
}
