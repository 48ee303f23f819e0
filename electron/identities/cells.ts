import { KeyFileSeen, LastEvent, OperatorSeen, PostStateSeen } from '../contract/model/identity.ts'
import { type OverlayKey, overlayKeys, type StateKey, type StateLook, stateLooks, type TableStateKey } from '../contract/model/states.ts'

/** A state, and how it is drawn. */
export interface CellState extends StateLook {
  readonly key: StateKey
}
export const stateOf = (key: StateKey): CellState => ({ key, ...stateLooks[key] })

/** One cell of the closed table: what the four sources say of an identity. */
export interface Cell {
  readonly key: KeyFileSeen
  readonly post: PostStateSeen
  readonly operator: OperatorSeen
  readonly event: LastEvent
}

/** One rule of the table: where it holds, the cell has that state. */
interface Rule {
  readonly holds: (cell: Cell) => boolean
  readonly state: TableStateKey
}

/** What one source says is one of these. */
const is =
  <Source extends keyof Cell>(source: Source, ...wanted: readonly Cell[Source][]) =>
  (cell: Cell): boolean =>
    wanted.includes(cell[source])
const listed = is('post', 'idle', 'proving')
const working = is('operator', 'k2pow', 'reading')
const worksOrWorked = is('operator', 'k2pow', 'reading', 'done')
const serviceAnswers = is('operator', 'idle', 'k2pow', 'reading', 'done')
const keyKnown = ({ key }: Cell): boolean => key !== 'unknown'
const failed = is('event', 'failed')
const when = (state: TableStateKey, ...conditions: readonly ((cell: Cell) => boolean)[]): Rule => ({
  state,
  holds: (cell) => conditions.every((condition) => condition(cell)),
})

/** Dangers of the key first, then a source that must not be believed: neither waits for what the others say. */
const beforeAll: readonly Rule[] = [
  when('key-twice-loaded', is('key', 'duplicate'), listed),
  when('key-twice', is('key', 'duplicate')),
  when('key-defective-loaded', is('key', 'defective'), listed),
  when('key-defective', is('key', 'defective')),
  when('foreign-service', is('operator', 'foreign')),
  when('key-file-gone', is('key', 'absent'), listed),
]

const withoutKey: readonly Rule[] = [
  when('service-without-key', is('key', 'absent'), serviceAnswers),
  when('not-enrolled', is('key', 'absent'), is('post', 'absent')),
  when('nothing-known', is('key', 'absent')),
  // A node that lists it, or is silent, has more to say than a folder that can't be read.
  when('key-unknown', is('key', 'unknown'), is('post', 'absent')),
]

const nodeSaysNothing: readonly Rule[] = [
  when('node-silent-proving', is('post', 'unreachable'), worksOrWorked),
  when('node-silent', is('post', 'unreachable')),
  when('proving-not-loaded', is('post', 'absent'), worksOrWorked),
  when('not-loaded', is('post', 'absent')),
]

const proving = is('post', 'proving')
const nodeWantsProof: readonly Rule[] = [
  when('proving-again', proving, working, failed),
  when('k2pow', proving, is('operator', 'k2pow')),
  when('reading', proving, is('operator', 'reading')),
  // A failed proof stays `DoneProving` until the service restarts (docs/protocol.md §6).
  when('proof-failed', proving, failed),
  when('proof-ready', proving, is('operator', 'done')),
  when('due-asked', proving, is('operator', 'idle')),
  when('due-service-silent', proving, is('operator', 'unreachable')),
  when('proving-unseen', proving, is('event', 'post_start')),
  when('due', proving),
]

/** Here the node reads IDLE. Idle alone is never green: good needs the event (docs/protocol.md §5). */
const nodeWantsNothing: readonly Rule[] = [
  when('proving-for-nobody', working),
  when('proof-failed', failed),
  when('proof-waits', is('operator', 'done')),
  when('published', keyKnown, is('event', 'published')),
  when('accepted', keyKnown, is('event', 'complete')),
  when('outcome-not-seen', is('event', 'post_start')),
  when('waiting-service-silent', is('operator', 'unreachable')),
  when('waiting', () => true),
]

const rules: readonly Rule[] = [...beforeAll, ...withoutKey, ...nodeSaysNothing, ...nodeWantsProof, ...nodeWantsNothing]

/** The state of a cell: the first rule that holds. Total: the last rule always does. */
export function cellOf(cell: Cell): CellState {
  const rule = rules.find(({ holds }) => holds(cell))
  return stateOf(rule?.state ?? 'waiting')
}

/** Every cell of the table, in the order of the axes. */
export const allCells: readonly Cell[] = KeyFileSeen.options.flatMap((key) =>
  PostStateSeen.options.flatMap((post) =>
    OperatorSeen.options.flatMap((operator) => LastEvent.options.map((event): Cell => ({ key, post, operator, event }))),
  ),
)

/** What outranks the table, as facts that no cell can hold. */
export interface OverlayFacts {
  readonly banned: boolean
  readonly heldByMigration: boolean
  /** An old copy of the key lies where a move had taken it away. */
  readonly keyReturned: boolean
  /** The node was last heard before its key file went, so that its listing is no word about the time after it. */
  readonly listedBeforeFileWent: boolean
  /** Since the node's first answer after it was silent; `null` when it has been answering for longer than we know. */
  readonly sinceFirstAnswerMs: number | null
  /** For how long PROVING has lasted while the answering service was never seen at work; `null` when it was. */
  readonly unaskedMs: number | null
  /** The service is set to serve a node that answers, does not list this identity, and is not its host. */
  readonly servesOtherNode: boolean
  /** For how long the node has not taken its running service; `null` when it does, or nothing tells. */
  readonly unconnectedMs: number | null
}

/** Right after its start a node reads IDLE for all (docs/protocol.md §2.5). */
export const justStartedMs = 10_000
/**
 * How long PROVING may last while a connected service stays unasked. A connected one is asked within 2 s, a service reconnects within 5 s.
 * guess: a minute leaves room for a loaded machine; the recorded StopSmeshing stayed so for 190 s and until the end.
 */
export const noLongerAskedMs = 60_000
/** A service tries again every five seconds (docs/protocol.md §13): three refusals are no hiccup. */
const unconnectedSettlesMs = 15_000

const overlayHolds: Readonly<Record<OverlayKey, (cell: Cell, facts: OverlayFacts) => boolean>> = {
  // Never worked out from a cell: it stands where working out failed.
  fault: () => false,
  banned: (_cell, { banned }) => banned,
  'key-returned': (_cell, { keyReturned }) => keyReturned,
  'held-by-migration': (_cell, { heldByMigration }) => heldByMigration,
  // Only an IDLE is worth nothing then.
  'just-started': ({ post }, { sinceFirstAnswerMs }) =>
    post === 'idle' && sinceFirstAnswerMs !== null && sinceFirstAnswerMs < justStartedMs,
  'registered-unasked': (_cell, { servesOtherNode }) => servesOtherNode,
  // What is at work was asked; and a node that is silent or has no such key is the greater trouble.
  'not-connected': (cell, { unconnectedMs }) =>
    cell.key === 'ok' && listed(cell) && !working(cell) && unconnectedMs !== null && unconnectedMs >= unconnectedSettlesMs,
  'no-longer-asked': ({ post, operator }, { unaskedMs }) =>
    post === 'proving' && (operator === 'idle' || operator === 'done') && unaskedMs !== null && unaskedMs >= noLongerAskedMs,
}

/** What may cost the identity itself, whatever else is true of it: no move and no other trouble hides these. */
const dangers: readonly string[] = ['key-twice-loaded', 'key-twice', 'key-defective-loaded', 'key-defective', 'key-file-gone']
const beforeDangers: readonly OverlayKey[] = ['fault', 'banned', 'key-returned']

function isDanger(cell: Cell, { heldByMigration, listedBeforeFileWent }: OverlayFacts): boolean {
  const { key } = cellOf(cell)
  // A move takes the file away itself, and its node was last asked before.
  if (key === 'key-file-gone' && heldByMigration && listedBeforeFileWent) return false
  return dangers.includes(key)
}

/** The overlay that outranks the cell, if any; ranked as listed. */
export function overlayOf(cell: Cell, facts: OverlayFacts): OverlayKey | null {
  const found = overlayKeys.find((key) => overlayHolds[key](cell, facts)) ?? null
  return found !== null && !beforeDangers.includes(found) && isDanger(cell, facts) ? null : found
}

/** What is shown: the overlay's state when one holds, else the cell's. */
export function shownState(cell: Cell, facts: OverlayFacts): { readonly overlay: OverlayKey | null; readonly state: CellState } {
  const overlay = overlayOf(cell, facts)
  return { overlay, state: overlay === null ? cellOf(cell) : stateOf(overlay) }
}
