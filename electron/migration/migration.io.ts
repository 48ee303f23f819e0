import { AppError } from '../contract/errors.ts'
import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { BatchRow, LostMove, MoveScan, Resolution } from '../contract/model/migration.ts'
import { judgeSilence } from '../silence/index.ts'
import { type BatchDeps, storeOf } from './batch-deps.io.ts'
import { loadBatches } from './batches.io.ts'
import { begin, claimsOf, type KnownMoves } from './beginning.io.ts'
import { allClear, runChecks } from './checks.ts'
import { expectedMoveMs } from './checks-network.ts'
import type { Claim } from './claim.ts'
import { type Closing, createClosing, whileOpen } from './closing.io.ts'
import { watchMoves } from './confirming.io.ts'
import { freezePlan } from './freeze-plan.ts'
import { letGo } from './let-go.io.ts'
import { lostMemory } from './lost-memory.io.ts'
import { movePaths } from './names.ts'
import { ownedPorts } from './owner.io.ts'
import { batchName, type FrozenPlan, planHash } from './plan.ts'
import { showPlan } from './plan-shown.ts'
import { onlyMove } from './planned-move.ts'
import { type RunningBatch, runningBatch } from './running-batch.io.ts'
import { gatherFacts } from './scan.io.ts'
import { whenToMove } from './timing.ts'

export interface MigrationDeps extends Omit<BatchDeps, 'onChange' | 'closing'> {
  /** Build flag: arming on mainnet stays closed until the conformance run against the real programs is on record. */
  readonly mainnetAllowed: boolean
  /** How often ended moves are asked about until they are confirmed; without, nobody asks. */
  readonly confirmEveryMs?: number
}

interface MoveRequest {
  readonly identity: SmesherId
  readonly source: RigName
  readonly target: RigName
}

export interface Migration {
  /** Reads the batches of the profile and takes their holds again; nothing goes on by itself. */
  open(): Promise<void>
  /** Checks and, when none fails or is unknown, a frozen plan. Changes nothing. */
  scan(request: MoveRequest): Promise<MoveScan>
  /** Starts the plan of an earlier scan. Throws `plan_changed`, `consent_mismatch`. */
  begin(request: MoveRequest & { readonly hash: string; readonly words: string }): Promise<{ batch: string }>
  /** Throws `not_found`, `consent_mismatch`, `batch_not_waiting`. */
  resume(batch: string, words: string): Promise<void>
  /** Throws `not_found`, `batch_not_waiting`. */
  abort(batch: string): Promise<void>
  /** A person's way out of a safety stop. Throws `not_found`, `consent_mismatch`, `batch_not_waiting`. */
  resolve(batch: string, how: Resolution, words: string): Promise<void>
  /** Lets go of what a move without memory holds. Throws `not_found`, `consent_mismatch`, `batch_not_waiting`. */
  letGo(id: string, words: string): Promise<void>
  rows(): BatchRow[]
  /** What moves that have not ended, or are about to begin, have for themselves. */
  claims(): readonly Claim[]
  /** Moves whose memory is lost: nothing of them goes on. */
  lost(): readonly LostMove[]
  /** Looks anew for traces of moves that nobody remembers: nodes came or went, or keys were moved by hand. */
  lookForLost(): Promise<void>
  /** Called after every change of any row. Returns how to stop. */
  onChange(listener: () => void): () => void
  /** The profile may be another's: as `close`, for good, without waiting. */
  lose(): void
  /** Begins no step and no batch any more; resolves when the steps under way have ended. What is done stays done. */
  close(): Promise<void>
  /** Resolves when no batch runs any more. */
  rested(): Promise<void>
}

/** So many scanned plans are kept for `begin`; the oldest are forgotten. */
const keptPlans = 50

function makeScan(deps: MigrationDeps, claims: (but: Claim | null) => readonly Claim[], plans: Map<string, FrozenPlan>) {
  /** Right after a person's look at it, what starts by itself need not be looked for anew. */
  const freeze = async (request: MoveRequest, own: Claim | null) => {
    const facts = await gatherFacts(deps, { ...request, anew: own === null }, claims(own))
    const checks = runChecks(facts)
    return { facts, checks, plan: allClear(checks) ? freezePlan(facts) : null }
  }
  const scan = async (request: MoveRequest): Promise<MoveScan> => {
    const { facts, checks, plan } = await freeze(request, null)
    const hash = plan === null ? '' : planHash(plan)
    const move = plan === null ? null : onlyMove(plan)
    if (plan !== null) plans.set(hash, plan)
    for (const old of [...plans.keys()].slice(0, -keptPlans)) plans.delete(old)
    const time = facts.target.time ?? facts.source.time
    return {
      ...request,
      sourceVerdict: judgeSilence(facts.silence).verdict,
      checks,
      when: whenToMove(time, facts.now, expectedMoveMs(time?.layerMs ?? 0)),
      plan: move === null ? null : showPlan(move, hash, movePaths(move, batchName(hash), deps.batches)),
    }
  }
  return { freeze, scan }
}

/** Each batch by itself: what is wrong with one stands in its own row. */
async function open(known: KnownMoves, deps: BatchDeps): Promise<void> {
  const loaded = await loadBatches(storeOf(deps), known.lost.look).catch((error: unknown) => ({ failed: String(error) }))
  for (const one of 'failed' in loaded ? [] : loaded.stored) {
    const batch = runningBatch(deps, one)
    known.batches.set(one.batch, batch)
    await batch.open()
  }
  await known.lost.judge(loaded)
}

function find({ batches }: KnownMoves, batch: string): RunningBatch {
  const found = batches.get(batch)
  if (found === undefined) throw new AppError('not_found', batch)
  return found
}

/** Asks about ended moves until they are confirmed. */
function watchOf({ batches }: KnownMoves, { confirmEveryMs: everyMs, clock }: MigrationDeps, closing: Closing) {
  let watching: Promise<void> | null = null
  return {
    begin: (): void => {
      if (everyMs !== undefined) watching ??= watchMoves({ clock, closing, everyMs, batches: () => [...batches.values()] })
    },
    ended: async () => void (await watching),
  }
}

/** The room's one door: scans, and batches that run until they end, freeze or need a person. The caller holds the profile's lock. */
export function createMigration(deps: MigrationDeps): Migration {
  const listeners = new Set<() => void>()
  const onChange = () => {
    for (const listener of listeners) listener()
  }
  const closing = createClosing()
  const asked = whileOpen(closing)
  const ports = ownedPorts(deps, deps.owner, () => closing.request('profile-taken'))
  const batchDeps: BatchDeps = { ...deps, ...ports, onChange, closing }
  const batches = new Map<string, RunningBatch>()
  const known: KnownMoves = { batches, plans: new Map(), reserved: new Set(), lost: lostMemory(batchDeps, () => batches.keys()) }
  const { freeze, scan } = makeScan({ ...deps, ...ports }, (but) => claimsOf(known, but), known.plans)
  const rested = async () => void (await Promise.all([...known.batches.values()].map((one) => one.rested())))
  const watch = watchOf(known, deps, closing)
  return {
    open: () => open(known, batchDeps).then(watch.begin),
    scan: (request) => asked.run(() => scan(request)),
    begin: ({ hash, words, ...request }) =>
      asked.run(() => begin(known, batchDeps, { hash, words, freeze: async (own) => (await freeze(request, own)).plan })),
    resume: (batch, words) => asked.run(async () => find(known, batch).resume(words)),
    abort: (batch) => asked.run(async () => find(known, batch).abort()),
    resolve: (batch, how, words) => asked.run(async () => find(known, batch).resolve(how, words)),
    letGo: (id, words) => asked.run(() => letGo(known.lost, batchDeps, { id, words })),
    rows: () => [...known.batches.values()].map((one) => one.row()),
    claims: () => claimsOf(known),
    lost: () => known.lost.moves(),
    lookForLost: () => known.lost.again(),
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    lose: () => closing.request('profile-taken'),
    close: async () => {
      closing.request('app-closes')
      await Promise.all([asked.ended(), watch.ended()])
      await rested()
    },
    rested,
  }
}
