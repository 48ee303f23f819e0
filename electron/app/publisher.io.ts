import type { State, StatePatch } from '../contract/api.ts'
import { Instant } from '../contract/model/basics.ts'
import type { IdentityRow } from '../contract/model/identity.ts'
import type { BatchRow } from '../contract/model/migration.ts'
import type { EpochClock, NodeRow, ServiceRow } from '../contract/model/rig.ts'
import { type Barrier, type Paced, paced, systemClock } from '../nodes/index.ts'
import type { Mirror } from '../rpc/index.ts'
import { alertsOf } from './alerts.ts'

/** All rows of the open rig at one moment. */
export interface RigRows {
  readonly epoch: EpochClock | null
  /** The clock as pages shall see it, where that is not as it is told. */
  readonly shownClock?: EpochClock | null
  readonly identities: readonly IdentityRow[]
  readonly nodes: readonly NodeRow[]
  readonly services: readonly ServiceRow[]
  readonly batches: readonly BatchRow[]
}

export const noRows: RigRows = { epoch: null, identities: [], nodes: [], services: [], batches: [] }

/** Rows are looked at again at most this often: pages are told ten times a second at the most. */
const everyMs = 25

/** The new rows by key, and `null` for those that are gone. */
function replacing<Row>(
  before: Readonly<Record<string, Row>>,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Record<string, Row | null> {
  const gone = Object.fromEntries(Object.keys(before).map((key) => [key, null]))
  return { ...gone, ...Object.fromEntries(rows.map((row) => [keyOf(row), row])) }
}

/** The patch that makes the mirror show these rows. */
function patchOf(state: State, rows: RigRows, now: Instant): StatePatch {
  const alerts = alertsOf(rows, state.alerts, now)
  return {
    epoch: rows.shownClock === undefined ? rows.epoch : rows.shownClock,
    identities: replacing(state.identities, rows.identities, ({ id }) => id),
    nodes: replacing(state.nodes, rows.nodes, ({ name }) => name),
    services: replacing(state.services, rows.services, ({ name }) => name),
    batches: replacing<BatchRow>(state.batches, rows.batches, ({ batch }) => batch),
    alerts: replacing(state.alerts, Object.values(alerts), ({ id }) => id),
  }
}

/** `soon`: something changed, the rows are read again. */
export type Publisher = Paced

/** Keeps the mirror equal to the rows. */
export const createPublisher = (mirror: Mirror, rows: () => RigRows, heard: Barrier): Publisher => {
  const run = () => {
    mirror.update(patchOf(mirror.state(), rows(), Instant.parse(Date.now())))
    heard.went?.()
  }
  return paced(systemClock, everyMs, { run, failed: heard.failed })
}
