import * as z from 'zod/mini'
import { call } from './contract.ts'
import { Epoch, Instant, SmesherId } from './model/basics.ts'
import { EpochCell, EpochKept, EpochLine, KeptEarned, LookGap, ProofSeen, Remembered, RememberedKind } from './model/history.ts'

/** What is remembered, over restarts. */
export const historyCalls = {
  /** The newest epochs of each, oldest first. */
  strips: call(
    z.object({ ids: z.array(SmesherId).check(z.maxLength(200)), most: z.number().check(z.gte(1), z.lte(60)) }),
    z.array(EpochLine),
  ),
  /** All epochs that are remembered, at most 400 before one, oldest first. */
  grid: call(z.object({ id: SmesherId, before: z.optional(Epoch) }), z.object({ cells: z.array(EpochCell) })),
  /** A page of all that is kept of the epochs `from` (inclusive) to `before`, newest first. */
  page: call(
    z.object({
      id: SmesherId,
      from: z.optional(Epoch),
      before: z.optional(Epoch),
      limit: z.number().check(z.gte(1), z.lte(100)),
    }),
    z.object({ epochs: z.array(EpochKept), more: z.boolean() }),
  ),
  /** The newest hundred of its ATXs and rewards, and all that it was paid. */
  earned: call(z.object({ id: SmesherId }), KeptEarned),
  /** The newest hundred, newest first. */
  proofs: call(z.object({ id: SmesherId }), z.object({ proofs: z.array(ProofSeen) })),
  /** Newest first, from the entry `before` on; `gaps`: when nobody looked, in the time that they span; up to `forgotten` not all is kept. */
  events: call(
    z.object({
      before: z.optional(z.string().check(z.maxLength(300))),
      limit: z.number().check(z.gte(1), z.lte(200)),
      identity: z.optional(SmesherId),
      kinds: z.optional(z.array(RememberedKind).check(z.maxLength(20))),
    }),
    z.object({ entries: z.array(Remembered), more: z.boolean(), gaps: z.array(LookGap), forgotten: z.nullable(Instant) }),
  ),
}
