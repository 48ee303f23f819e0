import { saw } from '../contract/seen.ts'
import { type MoveContext, Paused } from './context.ts'
import { judgeElsewhere } from './exclusive.ts'
import { foreignNames } from './key-files.io.ts'
import type { Side } from './sides.ts'

/** A busy node may miss one question; one that never answers is unknown, and unknown is no proof. */
const tries = 3
const againMs = 1_000

/** The file that moves has no name but ours: through another one a node may load the key, wherever that name is. */
export async function requireOneName(context: MoveContext): Promise<void> {
  const others = await foreignNames(context)
  if (others > 0) throw new Paused('key-linked', saw('more-names', context.paths.source.key, String(others)))
}

/**
 * The gate before both acts that make the key loadable at a side: nobody else has it, by a look of now. Returns when that look
 * began. Throws `Paused` with the node or the path.
 */
export async function nowhereElse(context: MoveContext, side: Side): Promise<number> {
  const { world, plan, clock } = context
  await requireOneName(context)
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
export async function seenElsewhere(context: MoveContext, side: Side): Promise<string | null> {
  const { world, plan, paths } = context
  const others = await foreignNames(context)
  if (others > 0) return saw('more-names', paths.source.key, String(others))
  const found = judgeElsewhere(await world.lookForKey(plan.identity), plan, side)
  return found.kind === 'somewhere' ? found.detail : null
}
