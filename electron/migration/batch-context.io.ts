import { Instant, type RigName } from '../contract/model/basics.ts'
import { strictFs } from '../storage/index.ts'
import type { BatchDeps } from './batch-deps.io.ts'
import type { StoredBatch } from './batches.io.ts'
import { untilClosing } from './closing.io.ts'
import type { MoveContext } from './context.ts'
import { keySituation } from './disk-facts.ts'
import { movePaths } from './names.ts'
import { decide, type OwnBatch } from './own-batch.ts'
import { portsOf, type SidePorts } from './sides.ts'
import { createSourceLock } from './source-lock.ts'

/** A sync that failed is its disk's last word. */
const strictly = ({ fs, rows, world }: SidePorts): SidePorts => ({ fs: strictFs(fs), rows, world })

/** Everything one batch may touch, bound to what it says of itself. */
export function makeContext(deps: BatchDeps, stored: StoredBatch, own: OwnBatch): MoveContext {
  const { move: plan, batch, hash, journal } = stored
  const { world, clock, session, appVersion, onChange, closing } = deps
  const say: MoveContext['say'] = (doing, values = {}, expectedMs) => {
    if (doing === 'undoing') decide(own, true)
    const now = clock.now()
    const from = own.live.doing === doing ? (own.live.progress?.from ?? now) : now
    const progress = expectedMs === undefined ? null : { from, until: Instant.parse(now + expectedMs) }
    own.live = { ...own.live, doing, values, progress }
    onChange()
  }
  const seen: MoveContext['seen'] = (disk) => {
    own.live = { ...own.live, situation: keySituation(disk, plan.identity), lookedAt: clock.now() }
    onChange()
  }
  const paths = movePaths(plan, batch, deps.batches)
  const here = strictly(deps)
  const at = (node: RigName): SidePorts => {
    const ports = portsOf(deps, node)
    return ports === deps ? here : strictly(ports)
  }
  const side = { source: at(plan.source.node), target: at(plan.target.node) }
  const fsOf = (node: RigName) => at(node).fs
  const ports = { side, fsOf, profile: here.fs, world, clock: untilClosing(clock, closing), journal }
  const asked = { abortRequested: () => own.abortRequested, closing: closing.requested }
  const sourceLock = createSourceLock(() => side.source.world.lockNode(plan.source.node))
  return { ...ports, plan, hash, batch, paths, session, appVersion, say, seen, sourceLock, ...asked }
}
