import { renameDurably } from '../storage/index.ts'
import { requireFolders } from './bound.io.ts'
import { Frozen, type MoveContext, record } from './context.ts'
import { loadableNames } from './disk-facts.ts'
import { readDisk } from './key-files.io.ts'
import { ensureSilent } from './silence.io.ts'

/**
 * Takes the armed key out of use at a target that does not come up, by one rename, and rests frozen: what a node may have signed with it
 * meanwhile nobody knows, so nothing gives it to another one by itself.
 */
export async function disarm(context: MoveContext): Promise<never> {
  const { paths, plan, world } = context
  context.say('disarming')
  await ensureSilent(context, 'target')
  await requireFolders(context, ['target'])
  const { target } = await readDisk(context)
  if (loadableNames(target.folder, plan.identity).length > 0) {
    await record(context, ['INTENT', 'disarm'], { evidence: { from: paths.target.key, to: paths.target.disarmed } })
    await renameDurably(paths.target.key, paths.target.disarmed, { replace: false, fs: context.side.target.fs })
    world.keysRenamed()
  }
  throw new Frozen('disarmed', paths.target.disarmed)
}
