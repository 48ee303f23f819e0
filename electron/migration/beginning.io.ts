import { AppError } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'
import { type BatchDeps, storeOf } from './batch-deps.io.ts'
import { createBatch } from './batches.io.ts'
import { type Claim, claimOf, clashOf } from './claim.ts'
import { checkOpen } from './closing.io.ts'
import type { LostMemory } from './lost-memory.io.ts'
import { batchName, consentWords, type FrozenPlan } from './plan.ts'
import { changedSince } from './planned-move.ts'
import { type RunningBatch, runningBatch } from './running-batch.io.ts'

/** What is known of moves in this profile. */
export interface KnownMoves {
  readonly batches: Map<string, RunningBatch>
  /** By hash, from the scans of this start. */
  readonly plans: Map<string, FrozenPlan>
  /** Of moves that are about to begin: taken before anything is awaited. */
  readonly reserved: Set<Claim>
  readonly lost: LostMemory
}

/** All that moves have for themselves now, but for `but`. */
export const claimsOf = ({ batches, reserved, lost }: KnownMoves, but: Claim | null = null): Claim[] => [
  ...[...batches.values()].filter((one) => !one.ended()).map(({ claim }) => claim),
  ...[...reserved].filter((one) => one !== but),
  ...lost.claims(),
]

/** The plan that the words were typed for, and what it needs, reserved. Throws `plan_changed`, `consent_mismatch`, `not_allowed`. */
function reserve(known: KnownMoves, hash: string, words: string): { readonly planned: FrozenPlan; readonly claim: Claim } {
  const planned = known.plans.get(hash)
  if (planned === undefined) throw new AppError('plan_changed')
  const expected = consentWords(hash, planned.moves.length)
  if (words !== expected) throw new AppError('consent_mismatch', expected)
  if (planned.moves.length > 1) throw new AppError('not_allowed', saw('plan-of-many', String(planned.moves.length)))
  const claim = claimOf(batchName(hash), planned)
  const clash = claimsOf(known).find((other) => clashOf(claim, other) !== null)
  if (clash !== undefined || known.batches.has(claim.batch)) throw new AppError('plan_changed', 'one-batch')
  known.reserved.add(claim)
  return { planned, claim }
}

async function beginReserved(known: KnownMoves, deps: BatchDeps, planned: FrozenPlan): Promise<RunningBatch> {
  const stored = await createBatch(storeOf(deps), planned)
  known.plans.delete(stored.hash)
  const batch = runningBatch(deps, stored)
  known.batches.set(stored.batch, batch)
  return batch
}

/**
 * Begins a move by the plan of an earlier scan, when the world still is as it was then. Its identity, nodes and service are
 * reserved at once: of two that need one of them the second is told that the plan has changed.
 */
export async function begin(
  known: KnownMoves,
  deps: BatchDeps,
  { hash, words, freeze }: { hash: string; words: string; freeze: (own: Claim) => Promise<FrozenPlan | null> },
): Promise<{ batch: string }> {
  const { planned, claim } = reserve(known, hash, words)
  try {
    const now = await freeze(claim)
    const changed = now === null ? 'check-fails' : changedSince(planned, now)
    if (changed !== null) throw new AppError('plan_changed', changed)
    const batch = await beginReserved(known, deps, planned)
    // It may have begun to close while the plan was written: the next start shows the batch, at rest.
    checkOpen(deps.closing)
    await batch.resume(words)
    return { batch: claim.batch }
  } finally {
    known.reserved.delete(claim)
  }
}
