import type { RigName } from '../contract/model/basics.ts'
import { type MoveContext, Paused, record } from './context.ts'
import { removeDatabase } from './stage-rows.io.ts'

/** A node's API needs up to 16 s (recordings), a loaded machine longer; a service registers within seconds. */
const listedDeadlineMs = 5 * 60_000
const registeredDeadlineMs = 3 * 60_000
/** An answer without the identity means that the node was started before the key was there, if it stays so for this long. */
const absentForMs = 10_000
const pollMs = 1_000

/**
 * Waits until the node lists the identity. A node that runs without it was started before its key lay there, and is restarted;
 * one that doesn't run is started.
 */
export async function bringUp(context: MoveContext, node: RigName): Promise<void> {
  const { world, clock, plan, batch } = context
  const deadline = clock.monotonicMs() + listedDeadlineMs
  let absentSince: number | null = null
  while (clock.monotonicMs() < deadline) {
    const listed = await world.listed(node, plan.identity)
    if (listed === true) return
    if (listed === null) {
      absentSince = null
      await world.startNode(node, batch)
    } else if (absentSince === null) absentSince = clock.monotonicMs()
    else if (clock.monotonicMs() - absentSince >= absentForMs) {
      await record(context, ['EVIDENCE', 'restart'], { evidence: { node, because: 'it runs without the identity' } })
      await world.stopNode(node)
      await world.startNode(node, batch)
      absentSince = null
    }
    await clock.wait(pollMs)
  }
  throw new Paused('not-listed', `${node} does not list the identity`)
}

/** Source (for the identities that stay there) and target come up; the target lists the identity. */
export async function startTarget(context: MoveContext): Promise<void> {
  const { world, plan, batch } = context
  context.say('starting-target')
  await record(context, ['INTENT', 'start-target'])
  // Without a key of its own the source would make a new local.key: then it stays stopped.
  if (plan.source.running && plan.source.others.length > 0) await world.startNode(plan.source.node, batch)
  await bringUp(context, plan.target.node)
  await record(context, ['DONE', 'start-target'], { to: 'target-started' })
}

async function waitRegistered(context: MoveContext, node: RigName): Promise<void> {
  const { world, clock, plan } = context
  const deadline = clock.monotonicMs() + registeredDeadlineMs
  while ((await world.registered(plan.service.name, node, plan.identity)) !== true) {
    if (clock.monotonicMs() >= deadline) throw new Paused('not-registered', `${plan.service.name} is not registered at ${node}`)
    await clock.wait(pollMs)
  }
}

/** The service dials the target's own post listener: Moved. */
export async function startService(context: MoveContext): Promise<void> {
  const { world, plan, batch } = context
  context.say('starting-service')
  await record(context, ['INTENT', 'start-service'], { evidence: { address: plan.target.postAddress } })
  await world.startService(plan.service.name, plan.target.node, batch)
  await waitRegistered(context, plan.target.node)
  await record(context, ['DONE', 'start-service'], { to: 'moved' })
}

/** What only served the move: the staged file, the replaced database, the private copies. The retired key stays. */
export async function tidyUp({ fs, paths, plan }: MoveContext): Promise<void> {
  await removeDatabase(fs, paths.target.staged)
  await removeDatabase(fs, paths.target.before)
  await fs.syncFolder(plan.target.folder)
  for (const name of await fs.list(paths.batch.copies)) await removeDatabase(fs, `${paths.batch.copies}/${name}/local.sql`)
}
