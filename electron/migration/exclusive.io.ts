import { type MoveContext, Paused, type Side } from './context.ts'
import { judgeElsewhere } from './exclusive.ts'

/** A busy node may miss one question; one that never answers is unknown, and unknown is no proof. */
const tries = 3
const againMs = 1_000

/**
 * The gate before both acts that make the key loadable at a side: nobody else has it, by a look of now. Returns when that look
 * began. Throws `Paused` with the node or the path.
 */
export async function nowhereElse(context: MoveContext, side: Side): Promise<number> {
  const { world, plan, clock } = context
  for (let left = tries - 1; ; left--) {
    const begun = clock.monotonicMs()
    const found = judgeElsewhere(await world.lookForKey(plan.identity), plan, side)
    if (found.kind === 'nowhere') return begun
    if (found.kind === 'somewhere') throw new Paused('key-elsewhere', found.detail)
    if (left === 0) throw new Paused('elsewhere-unknown', found.detail)
    await clock.wait(againMs)
  }
}

/**
 * Before a node is started that has the key already: where it was seen besides, `null` for nowhere. What can't be seen just now keeps no
 * proven key from its node, a second holder does.
 */
export async function seenElsewhere({ world, plan }: MoveContext, side: Side): Promise<string | null> {
  const found = judgeElsewhere(await world.lookForKey(plan.identity), plan, side)
  return found.kind === 'somewhere' ? found.detail : null
}
