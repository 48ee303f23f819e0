import { NotOurs } from '../storage/index.ts'
import { type MoveContext, Paused } from './context.ts'

/** Nobody but this batch starts its nodes and its service from now on. Throws `Paused` when somebody else has one, or one is not there. */
export async function holdSlots({ world, batch, plan }: Pick<MoveContext, 'world' | 'batch' | 'plan'>): Promise<void> {
  const { source, target, service } = plan
  await world.hold(batch, { nodes: [source.node, target.node], services: [service.name] }).catch((error: unknown) => {
    throw error instanceof Paused || error instanceof NotOurs
      ? error
      : new Paused('not-held', error instanceof Error ? error.message : String(error))
  })
}
