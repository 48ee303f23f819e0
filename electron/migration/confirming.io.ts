import type { Instant } from '../contract/model/basics.ts'
import type { Confirmation } from '../contract/model/migration.ts'
import type { Closing } from './closing.io.ts'
import { untilClosing } from './closing.io.ts'
import { evidenceOf, judgeConfirmation } from './confirm.ts'
import { type MoveContext, record, viewOf } from './context.ts'
import { type Entry, entriesOf } from './entries.ts'
import type { RunningBatch } from './running-batch.io.ts'
import type { MoveClock } from './world.ts'

/** When the batch became `moved`; `null` when it never did. */
const movedAtOf = (entries: readonly Entry[]): Instant | null =>
  (entries.findLast(({ kind, to }) => kind === 'DONE' && to === 'moved')?.ts as Instant | undefined) ?? null

/** Asks once whether a move that has ended is confirmed; what confirms it is written to its journal and stays so. */
export async function askForConfirmation(context: MoveContext): Promise<Confirmation | null> {
  const { world, side, plan, clock, journal } = context
  const { confirmation, atx, state } = viewOf(context)
  const movedAt = movedAtOf(entriesOf(journal.entries, plan.identity))
  if (confirmation !== null || movedAt === null || state !== 'moved') return confirmation
  const [target, look] = await Promise.all([side.target.world.lookAtNode(plan.target.node), world.lookAtIdentity(plan.identity)])
  const judged = judgeConfirmation({ plan, movedAt, before: atx, time: target.time, look, now: clock.now() })
  if (judged.confirmed) await record(context, ['EVIDENCE', 'confirmed'], { evidence: evidenceOf(judged) })
  return judged
}

const hourMs = 3_600_000
/** An act comes once in an epoch: nobody needs to know of it at once for days. */
const calmMs = 10 * 60_000

interface Watch {
  readonly clock: MoveClock
  readonly closing: Closing
  readonly everyMs: number
  readonly batches: () => readonly RunningBatch[]
}

/** Of each identity the newest move alone, and only while no other one is under way: an older one tells nothing of where the key is now. */
function watchable(batches: readonly RunningBatch[]): RunningBatch[] {
  const newest = new Map(batches.map((batch) => [batch.claim.identities.join(), batch]))
  return [...newest.values()].filter((batch) => batch.awaitsConfirmation())
}

/** Asks for every move that is not confirmed yet, for as long as the app is open. Resolves when it closes. */
export async function watchMoves({ clock, closing, everyMs, batches }: Watch): Promise<void> {
  const until = untilClosing(clock, closing)
  const begun = until.monotonicMs()
  for (;;) {
    try {
      await until.wait(until.monotonicMs() - begun < hourMs ? everyMs : Math.max(everyMs, calmMs))
    } catch {
      return
    }
    // What could not be asked now is asked the next time.
    for (const batch of watchable(batches())) if (!closing.requested()) await batch.confirm().catch(() => undefined)
  }
}
