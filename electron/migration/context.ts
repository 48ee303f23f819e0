import type { RigName } from '../contract/model/basics.ts'
import type { MoveState } from '../contract/model/migration.ts'
import type { ForwardState, FrozenReason, MoveDoing, MoveProblem } from '../contract/model/move-lists.ts'
import type { DurableFs, JournalKind } from '../storage/index.ts'
import { type InTheWay, mayEndOf, namedInWords } from './consent-names.ts'
import type { DiskFacts } from './disk-facts.ts'
import { type EvidenceOf, entriesOf, type MoveJournal, type StepOf } from './entries.ts'
import { type JournalView, viewJournal } from './journal-view.ts'
import type { MovePaths } from './names.ts'
import type { PlannedMove } from './planned-move.ts'
import type { Side, SidePorts } from './sides.ts'
import type { SourceLock } from './source-lock.ts'
import type { MayEnd, MoveClock, RigWorld } from './world.ts'

/** Everything a running batch may touch. */
export interface MoveContext {
  readonly plan: PlannedMove
  readonly hash: string
  readonly batch: string
  readonly paths: MovePaths
  /** Each node's folder, database and programs are touched through its own side. */
  readonly side: Readonly<Record<Side, SidePorts>>
  /** The files of the computer that a node is on, for looks alone. */
  readonly fsOf: (node: RigName) => DurableFs
  /** Where the profile lies. */
  readonly profile: DurableFs
  readonly world: RigWorld
  readonly clock: MoveClock
  readonly journal: MoveJournal
  /** Name of this start of the app: consent does not outlive it. */
  readonly session: string
  readonly appVersion: string
  /** What it does now: a key of the words, with values, and how long that will take from now, where it is known. */
  readonly say: (doing: MoveDoing, values?: Readonly<Record<string, string>>, expectedMs?: number) => void
  /** Where the key lies, each time it was looked at. */
  readonly seen: (disk: DiskFacts) => void
  /** The source's files, locked by this run. */
  readonly sourceLock: SourceLock
  readonly abortRequested: () => boolean
  /** Why no further step begins and no wait goes on: the app closes, or has lost its profile. */
  readonly closing: () => ClosingReason | null
}

export type ClosingReason = Extract<MoveProblem, 'app-closes' | 'profile-taken'>

/** The batch waits for a person; everything stays as it is, which is safe in every state. */
export class Paused extends Error {
  readonly problem: MoveProblem
  /** Processes to which nobody has agreed yet; going on agrees to the end of those that are programs of nodes and services. */
  readonly inTheWay: readonly InTheWay[]
  constructor(problem: MoveProblem, detail = '', inTheWay: readonly InTheWay[] = []) {
    super(inTheWay.length === 0 ? detail : namedInWords(inTheWay))
    this.name = 'Paused'
    this.problem = problem
    this.inTheWay = inTheWay
  }
}

/** Journal or disk contradict what this run knows; latched until a person resolves it. */
export class Frozen extends Error {
  readonly reason: FrozenReason
  constructor(reason: FrozenReason, detail = '') {
    super(detail)
    this.name = 'Frozen'
    this.reason = reason
  }
}

/** Somebody at one of the two sides keeps the step from being done: it is begun anew, and a person is asked when that goes on. */
export class Stumble extends Error {
  readonly side: Side
  constructor(side: Side, detail: string) {
    super(detail)
    this.name = 'Stumble'
    this.side = side
  }
}

/** What was done for a state no longer holds, such as rows older than the source's newest: an earlier state is the true one. */
export class FellBack extends Stumble {
  readonly to: ForwardState
  constructor(to: ForwardState, side: Side, detail: string) {
    super(side, detail)
    this.name = 'FellBack'
    this.to = to
  }
}

export const viewOf = ({ journal, plan }: MoveContext): JournalView => viewJournal(entriesOf(journal.entries, plan.identity))

/** What may be ended now: asked anew each time, a person may have agreed to more. */
export const mayEnd =
  (context: MoveContext): MayEnd =>
  (process) =>
    mayEndOf(context.plan, viewOf(context))(process)

/** What an entry says beside its kind and step; one whose evidence is nothing needs not say so. */
type Said<K extends JournalKind, S extends StepOf<K>> = { readonly to?: MoveState } & (Record<string, never> extends EvidenceOf<K, S>
  ? { readonly evidence?: EvidenceOf<K, S> }
  : { readonly evidence: EvidenceOf<K, S> })

/** Writes one durable record. An INTENT stands before its effect, a DONE after the effect was looked at. */
export async function record<K extends JournalKind, S extends StepOf<K> & string>(
  context: MoveContext,
  [kind, step]: readonly [K, S],
  ...[said]: Record<string, never> extends EvidenceOf<K, S> ? [Said<K, S>?] : [Said<K, S>]
): Promise<void> {
  const { journal, clock, batch, appVersion } = context
  await journal.append({
    kind,
    batch,
    step,
    from: viewOf(context).state,
    to: said?.to ?? null,
    ts: clock.now(),
    mono: clock.monotonicMs(),
    bootId: clock.bootId,
    appVersion,
    evidence: said?.evidence ?? {},
  })
}
