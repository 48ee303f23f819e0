import type { RigName } from '../contract/model/basics.ts'
import { requireBound } from './bound.io.ts'
import { type MoveContext, mayEnd, Paused, record } from './context.ts'
import { removeDatabase } from './stage-rows.io.ts'
import { askAgainMs } from './start-law.ts'
import { awaitLacking, bringUp, restWhere, startSide } from './starting.io.ts'

/** A service registers within seconds. */
const registeredDeadlineMs = 3 * 60_000

/** Source (for the identities that stay there) and target come up; the target lists the identity. */
export async function startTarget(context: MoveContext): Promise<void> {
  const { plan } = context
  context.say('starting-target')
  await record(context, ['INTENT', 'start-target'])
  const source = plan.source.running ? await startSide(context, 'source') : 'did-not-run'
  await bringUp(context, 'target')
  await record(context, ['DONE', 'start-target'], { to: 'target-started', evidence: { source } })
}

/** The service runs against a node; one that somebody else has started since is ended only when a person agrees. */
export async function serviceAt(context: MoveContext, node: RigName): Promise<void> {
  const { world, plan, batch } = context
  const how = { node, batch, mayEnd: mayEnd(context) }
  await world.startService(plan.service.name, how).catch(restWhere('service-active', 'service'))
}

async function waitRegistered(context: MoveContext, node: RigName): Promise<void> {
  const { world, clock, plan } = context
  const began = clock.monotonicMs()
  while ((await world.registered(plan.service.name, node, plan.identity)) !== true) {
    const elapsed = clock.monotonicMs() - began
    if (elapsed >= registeredDeadlineMs) throw new Paused('not-registered', `${plan.service.name} → ${node}`)
    await clock.wait(askAgainMs(elapsed))
  }
}

/** The service dials the target's own post listener: Moved. */
export async function startService(context: MoveContext): Promise<void> {
  const { plan } = context
  context.say('starting-service')
  await record(context, ['INTENT', 'start-service'], { evidence: { address: plan.target.postAddress } })
  await requireBound(context)
  await serviceAt(context, plan.target.node)
  await waitRegistered(context, plan.target.node)
  if (plan.source.running) await awaitLacking(context, 'source')
  await record(context, ['DONE', 'start-service'], { to: 'moved' })
}

/** What only served the move: the staged file, the replaced database, the private copies. The retired key stays. */
export async function tidyUp({ side, paths, plan }: MoveContext): Promise<void> {
  const { fs } = side.target
  await removeDatabase(fs, paths.target.staged)
  await removeDatabase(fs, paths.target.before)
  await fs.syncFolder(plan.target.folder)
  for (const ports of [side.source, side.target])
    for (const name of await ports.fs.list(paths.batch.copies)) await removeDatabase(ports.fs, `${paths.batch.copies}/${name}/local.sql`)
}
