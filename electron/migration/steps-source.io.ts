import { saw, within } from '../contract/seen.ts'
import { renameDurably } from '../storage/index.ts'
import { requireBound } from './bound.io.ts'
import { inTheWay, usersOnly } from './consent-names.ts'
import { Frozen, type MoveContext, mayEnd, Paused, record, viewOf } from './context.ts'
import { putNote } from './custody.io.ts'
import { type KeyEntry, loadableNames } from './disk-facts.ts'
import { requireOneName } from './exclusive.io.ts'
import { judgeElsewhere } from './exclusive.ts'
import { holdSlots } from './hold.io.ts'
import { readDisk, symlinksOn } from './key-files.io.ts'
import { knowsNewest } from './newest-atx.ts'
import { ensureSourceMemory, ensureStillSilent, noteNewestAtx } from './silence.io.ts'
import { startSide } from './starting.io.ts'
import { judgeWait, waitLayers } from './wait-rule.ts'
import type { Answered } from './world.ts'

/** So long past the wait the target may take to be synced and to know the newest ATX, before a person is asked. */
const readyMarginMs = 5 * 60_000
const readyMarginLayers = 20

/** The file is still the one that was planned: same name, same inode, same bytes. */
function requirePlannedFile({ plan, paths }: MoveContext, entries: readonly KeyEntry[]): void {
  const { name, device, inode, sha256 } = plan.source.keyFile
  const found = entries.filter((entry) => entry.kind === 'key' && entry.id === plan.identity)
  const same = found.length === 1 && found.every((entry) => entry.name === name && entry.device === device && entry.inode === inode)
  if (!same || found[0]?.sha256 !== sha256) throw new Paused('plan-changed', saw('not-planned-key', paths.source.key))
}

/** Source and service end, proven; then the private copy of the rows is taken. */
export async function stopSource(context: MoveContext): Promise<void> {
  const { plan, world } = context
  context.say('stopping-source')
  await holdSlots(context)
  await noteNewestAtx(context)
  requirePlannedFile(context, (await readDisk(context)).source.folder.entries)
  await record(context, ['INTENT', 'stop-source'])
  const { detail, left = [], unsure = [] } = await world.stopService(plan.service.name, mayEnd(context))
  await record(context, ['EVIDENCE', 'service-stop-report'], { evidence: { detail: within(detail, 500) } })
  const others = [...inTheWay(left, 'service'), ...usersOnly(unsure)]
  if (others.length > 0) throw new Paused('service-active', detail, others)
  await ensureSourceMemory(context)
  await record(context, ['DONE', 'stop-source'], { to: 'source-stopped' })
}

async function takeOutOfUse(context: MoveContext): Promise<void> {
  const { paths, plan } = context
  const { fs } = context.side.source
  const disk = await readDisk(context)
  if (loadableNames(disk.source.folder, plan.identity).length === 0) {
    // Done before a crash, perhaps not durably.
    await fs.syncFolder(paths.source.identities)
    return
  }
  requirePlannedFile(context, disk.source.folder.entries)
  await requireOneName(context)
  const links = await symlinksOn(fs, paths.source.identities)
  if (links.length > 0) throw new Paused('plan-changed', saw('is-a-link', links.join(', ')))
  await ensureStillSilent(context, 'source')
  await requireBound(context)
  await record(context, ['INTENT', 'retire-key'], { evidence: { from: paths.source.key, to: paths.source.retired } })
  await renameDurably(paths.source.key, paths.source.retired, { replace: false, fs })
  context.world.keysRenamed()
}

/** `X.key` becomes `X.key.moved-<batch>`: no node loads it, nothing is copied, nothing deleted. Then silence is proven once more. */
export async function retireKey(context: MoveContext): Promise<void> {
  const { paths, plan } = context
  context.say('retiring-key')
  // Whoever started it since: it is stopped again, and its rows are copied again.
  await ensureSourceMemory(context)
  await takeOutOfUse(context)
  const { source } = await readDisk(context)
  if (source.retired !== 'good') throw new Frozen('retired-copy-differs', saw('not-planned-key', paths.source.retired))
  if (loadableNames(source.folder, plan.identity).length > 0) throw new Frozen('source-copy-restored')
  await putNote(context, 'left')
  // A process from before the rename may have the key in memory; whatever starts from now on can't load it.
  await ensureSourceMemory(context)
  await record(context, ['DONE', 'retire-key'], { to: 'source-retired', evidence: { retired: paths.source.retired } })
}

/** A proof of malfeasance is for ever: once seen it holds, whoever is asked later. */
export async function requireNotBanned(context: MoveContext, { bans }: Pick<Answered, 'bans'>): Promise<void> {
  const { banned } = viewOf(context)
  const by = bans.filter(({ says }) => says === 'banned').map(({ node }) => node)
  if (by.length > 0 && !banned) await record(context, ['EVIDENCE', 'banned'], { evidence: { by: by.join(', ') } })
  if (banned || by.length > 0) throw new Paused('banned')
}

type NotReady = 'target-not-ready' | 'newest-atx-differs' | 'elsewhere-unknown'

/** The target runs, is synced, knows the newest ATX, nobody has proof against the identity or has its key. `null` when all holds. */
async function notReady(context: MoveContext): Promise<NotReady | null> {
  const { world, plan } = context
  const target = await context.side.target.world.lookAtNode(plan.target.node)
  if (!target.running && (await startSide(context, 'target')) === 'no-key')
    throw new Paused('target-folder-defective', saw('target-without-key'))
  if (target.genesisId !== null && target.genesisId !== plan.genesisId) throw new Paused('plan-changed', saw('other-network'))
  if (target.synced !== true || target.answersItself !== true) return 'target-not-ready'
  const [said, key] = await Promise.all([world.askAbout(plan.identity), world.lookForKey(plan.identity)])
  await requireNotBanned(context, said)
  // Out of use at the source, not yet at the target: nobody may list it.
  const elsewhere = judgeElsewhere(key, plan, null)
  if (elsewhere.kind === 'somewhere') throw new Paused('key-elsewhere', elsewhere.detail)
  if (elsewhere.kind === 'unknown') return 'elsewhere-unknown'
  const known = said.newestAtx.find(({ node }) => node === plan.target.node)?.atx ?? 'silent'
  const named = viewOf(context).atx ?? { id: plan.newestAtx, epoch: null }
  return knowsNewest(known, [named, ...said.newestAtx.map(({ atx }) => atx)]) ? null : 'newest-atx-differs'
}

/** Waits out the wait rule while the target runs on; may be given up at any moment. */
export async function settle(context: MoveContext): Promise<void> {
  const { world, plan, clock } = context
  const layerMs = plan.wait.layerMs
  const deadline = clock.monotonicMs() + (waitLayers + readyMarginLayers) * layerMs + readyMarginMs
  for (;;) {
    if (context.abortRequested()) throw new Paused('abort-requested')
    const lastSign = viewOf(context).lastSign
    if (lastSign === null) throw new Paused('layer-unknown')
    const seen = (await world.layers()).filter(({ node }) => node !== plan.source.node)
    const wait = judgeWait({ lastSign, seen, layerMs, mono: clock.monotonicMs(), bootId: clock.bootId })
    // The monotonic clock began anew with the computer: counting does, too.
    if (wait.rebooted) await record(context, ['EVIDENCE', 'last-sign'], { evidence: { layer: lastSign.layer, rebooted: true } })
    const expectedMs = Math.max(wait.remainingMs, wait.remainingLayers * layerMs)
    context.say('waiting-layers', { layers: String(wait.remainingLayers), until: String(wait.untilLayer) }, expectedMs)
    const missing = await notReady(context)
    if (wait.over && missing === null) {
      await record(context, ['DONE', 'settle'], { to: 'settled', evidence: { layer: wait.layer, untilLayer: wait.untilLayer } })
      return
    }
    if (clock.monotonicMs() > deadline)
      throw new Paused(missing ?? 'target-not-ready', saw('waited-for-layer', String(wait.untilLayer), String(wait.layer ?? '')))
    await clock.wait(Math.min(5_000, Math.max(100, layerMs / 4)))
  }
}
