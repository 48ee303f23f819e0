import { AppError } from '../contract/errors.ts'
import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { BatchRow, MoveScan } from '../contract/model/migration.ts'
import { createBatch, loadBatches, type UnreadableBatch } from './batches.io.ts'
import type { CheckFacts } from './check-facts.ts'
import { allClear, runChecks } from './checks.ts'
import { expectedMoveMs } from './checks-network.ts'
import { type Closing, createClosing, whileOpen } from './closing.io.ts'
import { watchMoves } from './confirming.io.ts'
import { freezePlan } from './freeze-plan.ts'
import { movePaths } from './names.ts'
import { batchName, changedSince, consentWords, type FrozenPlan, planHash } from './plan.ts'
import { showPlan } from './plan-shown.ts'
import { type BatchDeps, type RunningBatch, runningBatch } from './running-batch.io.ts'
import { gatherFacts } from './scan.io.ts'
import { whenToMove } from './timing.ts'
import { judgeSilence } from './verdict.ts'

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
  rows(): BatchRow[]
  /** Batch folders whose plan can't be believed. */
  unreadable(): readonly UnreadableBatch[]
  /** Called after every change of any row. Returns how to stop. */
  onChange(listener: () => void): () => void
  /** Begins no step and no batch any more; resolves when the steps under way have ended. What is done stays done. */
  close(): Promise<void>
  /** Resolves when no batch runs any more. */
  rested(): Promise<void>
}

/** So many scanned plans are kept for `begin`; the oldest are forgotten. */
const keptPlans = 50

function activeOf(batches: ReadonlyMap<string, RunningBatch>): CheckFacts['activeBatches'] {
  return [...batches.values()].filter((one) => !one.ended()).map((one) => one.holds)
}

function makeScan(deps: MigrationDeps, batches: ReadonlyMap<string, RunningBatch>, plans: Map<string, FrozenPlan>) {
  const freeze = async (request: MoveRequest) => {
    const facts = await gatherFacts(deps, request, activeOf(batches))
    const checks = runChecks(facts)
    return { facts, checks, plan: allClear(checks) ? freezePlan(facts) : null }
  }
  const scan = async (request: MoveRequest): Promise<MoveScan> => {
    const { facts, checks, plan } = await freeze(request)
    const hash = plan === null ? '' : planHash(plan)
    if (plan !== null) plans.set(hash, plan)
    for (const old of [...plans.keys()].slice(0, -keptPlans)) plans.delete(old)
    const time = facts.target.time ?? facts.source.time
    return {
      ...request,
      sourceVerdict: judgeSilence(facts.silence).verdict,
      checks,
      when: whenToMove(time, facts.now, expectedMoveMs(time?.layerMs ?? 0)),
      plan: plan === null ? null : showPlan(plan, hash, movePaths(plan, batchName(hash), deps.batches)),
    }
  }
  return { freeze, scan }
}

type Known = {
  readonly batches: Map<string, RunningBatch>
  readonly plans: Map<string, FrozenPlan>
  readonly unreadable: UnreadableBatch[]
}

async function open({ batches, unreadable }: Known, deps: BatchDeps): Promise<void> {
  const found = await loadBatches(deps.fs, deps.batches)
  unreadable.push(...found.unreadable)
  for (const one of found.stored) {
    const batch = runningBatch(deps, one)
    batches.set(one.batch, batch)
    const { source, target, service } = one.plan
    if (batch.ended()) await batch.tidy()
    else await deps.world.hold(one.batch, { nodes: [source.node, target.node], services: [service.name] })
    await batch.look()
  }
}

/** The plan is the one the words were typed for, and the world still is as it was when it was frozen. */
async function begin(
  { batches, plans }: Known,
  deps: BatchDeps,
  { hash, words, now }: { hash: string; words: string; now: FrozenPlan | null },
) {
  const planned = plans.get(hash)
  if (planned === undefined) throw new AppError('plan_changed', 'this plan is not known any more: scan again')
  if (words !== consentWords(hash)) throw new AppError('consent_mismatch', `expected ${consentWords(hash)}`)
  const changed = now === null ? 'a check no longer passes' : changedSince(planned, now)
  if (changed !== null) throw new AppError('plan_changed', changed)
  const stored = await createBatch(deps.fs, deps.batches, planned)
  const batch = runningBatch(deps, stored)
  batches.set(stored.batch, batch)
  // It may have begun to close while the plan was written: the next start shows the batch, at rest.
  if (deps.closing.requested()) throw new AppError('not_allowed', 'Smeshdesk is closing')
  await batch.resume(words)
  return { batch: stored.batch }
}

/** Asks about ended moves until they are confirmed. */
function watchOf({ batches }: Known, { confirmEveryMs: everyMs, clock }: MigrationDeps, closing: Closing) {
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
  const known: Known = { batches: new Map(), plans: new Map(), unreadable: [] }
  const listeners = new Set<() => void>()
  const onChange = () => {
    for (const listener of listeners) listener()
  }
  const closing = createClosing()
  const asked = whileOpen(closing)
  const batchDeps: BatchDeps = { ...deps, onChange, closing }
  const { freeze, scan } = makeScan(deps, known.batches, known.plans)
  const find = (batch: string): RunningBatch => {
    const found = known.batches.get(batch)
    if (found === undefined) throw new AppError('not_found', `no batch ${batch}`)
    return found
  }
  const rested = async () => {
    await Promise.all([...known.batches.values()].map((one) => one.rested()))
  }
  const watch = watchOf(known, deps, closing)
  return {
    open: () => open(known, batchDeps).then(watch.begin),
    scan: (request) => asked.run(() => scan(request)),
    begin: ({ hash, words, ...request }) =>
      asked.run(async () => begin(known, batchDeps, { hash, words, now: (await freeze(request)).plan })),
    resume: (batch, words) => asked.run(async () => find(batch).resume(words)),
    abort: (batch) => asked.run(async () => find(batch).abort()),
    rows: () => [...known.batches.values()].map((one) => one.row()),
    unreadable: () => known.unreadable,
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      closing.request()
      await Promise.all([asked.ended(), watch.ended()])
      await rested()
    },
    rested,
  }
}
