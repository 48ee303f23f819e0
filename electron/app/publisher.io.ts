import type { State, StatePatch } from '../contract/api.ts'
import type { IdentityRow } from '../contract/model/identity.ts'
import type { BatchRow, LostMove } from '../contract/model/migration.ts'
import type { EpochClock } from '../contract/model/rig.ts'
import { type Barrier, type Paced, paced, systemClock } from '../nodes/index.ts'
import type { Mirror } from '../rpc/index.ts'
import { type KeptBook, type RigFacts, type Spoken, speak } from '../verdict/index.ts'

/** All rows of the open rig at one moment, and what is remembered of it. */
export interface RigRows extends Omit<RigFacts, 'hasProblem' | 'starting' | 'now'> {
  readonly kept: KeptBook
  /** The clock as pages shall see it, where that is not as it is told. */
  readonly shown?: (clock: EpochClock | null) => EpochClock | null
}

/** Rows are looked at again at most this often: pages are told ten times a second at the most. */
const everyMs = 25
/** Longest pause before the rows are looked at again although nothing was heard. */
const longestMs = 3_600_000

const gone = (before: Readonly<Record<string, unknown>>): Record<string, null> =>
  Object.fromEntries(Object.keys(before).map((key) => [key, null]))

/** The new rows by key, and `null` for those that are gone. */
function replacing<Row>(
  before: Readonly<Record<string, Row>>,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Record<string, Row | null> {
  return { ...gone(before), ...Object.fromEntries(rows.map((row) => [keyOf(row), row])) }
}

/** No rig is open. */
const nothingOf = (state: State): StatePatch => ({
  epoch: null,
  clocks: {},
  verdict: null,
  identities: gone(state.identities),
  nodes: gone(state.nodes),
  services: gone(state.services),
  batches: gone(state.batches),
  lostMoves: gone(state.lostMoves),
  alerts: gone(state.alerts),
})

/** The patch that makes the mirror show these rows. */
const patchOf = (state: State, rows: RigRows, spoken: Spoken): StatePatch => ({
  epoch: rows.shown === undefined ? spoken.epoch : rows.shown(spoken.epoch),
  clocks: Object.fromEntries(rows.clocks),
  verdict: spoken.verdict,
  identities: replacing<IdentityRow>(state.identities, spoken.identities, ({ id }) => id),
  nodes: replacing(state.nodes, rows.nodes, ({ name }) => name),
  services: replacing(state.services, rows.services, ({ name }) => name),
  batches: replacing<BatchRow>(state.batches, rows.batches, ({ batch }) => batch),
  lostMoves: replacing<LostMove>(state.lostMoves, rows.lostMoves, ({ id }) => id),
  alerts: replacing(state.alerts, spoken.alerts, ({ id }) => id),
})

/** Says all that is to be said of a rig now. */
function spokenOf(rows: RigRows, { rig, alerts, identities }: State, now: number): Spoken {
  const { book } = rows.kept
  const facts: RigFacts = { ...rows, hasProblem: rig.problem !== null, starting: rig.starting !== null, now }
  return speak(facts, { book, seen: book.seen, before: alerts, rowBefore: (id) => identities[id] })
}

/** `soon`: something changed, the rows are read again. */
export type Publisher = Paced

/** Keeps the mirror equal to the rows. What only the clock changes is said at that moment, without anybody asking. */
export const createPublisher = (mirror: Mirror, rows: () => RigRows | null, heard: Barrier): Publisher => {
  let cancel: (() => void) | null = null
  const run = () => {
    cancel?.()
    cancel = null
    const state = mirror.state()
    const found = rows()
    const now = systemClock.now()
    if (found === null) mirror.update(nothingOf(state))
    else {
      const spoken = spokenOf(found, state, now)
      mirror.update(patchOf(state, found, spoken))
      found.kept.changed()
      cancel = systemClock.after(Math.min(longestMs, Math.max(1, spoken.nextAt - now)), () => publisher.soon())
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
