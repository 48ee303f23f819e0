import { saw } from '../contract/seen.ts'
import { nameDurably } from '../storage/index.ts'
import { changedBinding, requireFolders } from './bound.io.ts'
import { Frozen, type MoveContext, record, Stumble, viewOf } from './context.ts'
import { putNote, requireCustody } from './custody.io.ts'
import { keySituation, loadableNames } from './disk-facts.ts'
import { nowhereElse } from './exclusive.io.ts'
import { readDisk } from './key-files.io.ts'
import { freshSilenceMs } from './machine.ts'
import { countRows, rowsHash } from './rows.ts'
import { ensureSilent, ensureStillSilent, requireRowsOfLastStop, takeCopy } from './silence.io.ts'
import { lockSource } from './source-lock.io.ts'
import { removeDatabase, unlinkIfThere } from './stage-rows.io.ts'
import { awaitLacking, bringUp, startSide } from './starting.io.ts'
import { serviceAt } from './steps-start.io.ts'
import { replaceTargetRows } from './target-rows.io.ts'

/** The target's half goes first: only then may the source have its key back. */
async function removeTemporary(context: MoveContext): Promise<void> {
  const { paths, plan } = context
  const { fs } = context.side.target
  const disk = await readDisk(context)
  const { source, target } = keySituation(disk, plan.identity)
  if (target === 'loadable') throw new Frozen('target-armed-by-others')
  if (disk.target.temporary !== 'absent') {
    // Never the last copy.
    if (source === 'absent') throw new Frozen('last-copy-is-temporary', paths.target.temporary)
    await record(context, ['INTENT', 'undo-temporary'])
    await unlinkIfThere(fs, paths.target.temporary)
  }
  await fs.syncFolder(paths.target.identities)
}

/** Rows that this batch put there are taken out the same way they came in; a node that ran since keeps all its own. */
async function removeRows(context: MoveContext): Promise<void> {
  const { paths, plan } = context
  const { fs } = context.side.target
  const { rowsBefore, copy } = viewOf(context)
  if (rowsBefore === null) return
  await ensureSilent(context, 'target')
  const there = (await takeCopy(context, 'target')).rows
  if (rowsBefore === 0 && countRows(there.tables) > 0) {
    await record(context, ['INTENT', 'undo-rows'], { evidence: { rows: rowsHash(there.tables), copy: copy?.rowsHash ?? null } })
    await ensureStillSilent(context, 'target')
    await replaceTargetRows(context, null)
  }
  await removeDatabase(fs, paths.target.staged)
  await fs.syncFolder(plan.target.folder)
}

async function giveKeyBack(context: MoveContext): Promise<void> {
  const { paths, plan, clock } = context
  const { fs } = context.side.source
  const { source } = await readDisk(context)
  const again = loadableNames(source.folder, plan.identity).length > 0
  const { tombstone } = source
  const noted = tombstone !== null && tombstone !== 'broken' && tombstone.batch === context.batch && tombstone.says === 'left'
  // Already back, and no note says otherwise; where a person brought it back, the note is taken back as well.
  if (source.retired === 'absent' && !(again && noted)) {
    await fs.syncFolder(paths.source.identities)
    return
  }
  // Stopped, so that its next start loads the key; and so that nothing holds the folder while names change.
  await ensureSilent(context, 'source')
  await lockSource(context)
  // Where it is loadable again already a start may have written newer ones.
  if (!again) await requireRowsOfLastStop(context)
  const looked = await nowhereElse(context, 'source')
  const disk = await readDisk(context)
  if (keySituation(disk, plan.identity).target !== 'absent') throw new Stumble('target', saw('target-has-key', paths.target.key))
  await requireCustody(context)
  await record(context, ['INTENT', 'undo-key'], { evidence: { to: paths.source.key } })
  if ((await fs.stat(paths.source.tombstone)) !== null) await putNote(context, 'undone')
  await requireFolders(context, ['source', 'target'])
  if (clock.monotonicMs() - looked > freshSilenceMs) throw new Stumble('source', saw('looked-too-long'))
  if (loadableNames(disk.source.folder, plan.identity).length === 0) await nameDurably(paths.source.retired, paths.source.key, fs)
  else if (disk.source.retired !== 'absent') {
    // A crash left both names of the one file.
    await fs.syncFolder(paths.source.identities)
    await unlinkIfThere(fs, paths.source.retired)
    await fs.syncFolder(paths.source.identities)
  }
  const names = loadableNames((await readDisk(context)).source.folder, plan.identity)
  if (names.length !== 1) throw new Frozen('key-gone', saw('loadable-as', 'source', names.join(', ')))
}

type Part = 'source' | 'target' | 'service'

/** What ran before runs again. What a name no longer stands for is not started by it: a person does, and is told its name. */
async function startAgain(context: MoveContext, part: Part): Promise<string | null> {
  const { plan } = context
  if (!plan[part].running) return null
  const node = part === 'service' ? plan.service.name : plan[part].node
  const changed = await changedBinding(context, [part])
  if (changed !== null) {
    await record(context, ['EVIDENCE', 'stays-stopped'], { evidence: { node, because: changed } })
    return node
  }
  if (part === 'target') return (await startSide(context, 'target')) === 'no-key' ? node : null
  if (part === 'source') await bringUp(context, 'source')
  else await serviceAt(context, plan.service.node ?? plan.source.node)
  return null
}

/** Everything as it was before the move, in the one order that never shows the key twice; then what ran, runs again. */
export async function undo(context: MoveContext): Promise<void> {
  const { world, plan, batch } = context
  context.say('undoing')
  await world.hold(batch, { nodes: [plan.source.node, plan.target.node], services: [plan.service.name] })
  await removeTemporary(context)
  await removeRows(context)
  await giveKeyBack(context)
  world.keysRenamed()
  await record(context, ['INTENT', 'undo-restart'])
  const stopped: string[] = []
  for (const part of ['target', 'source', 'service'] as const) {
    const node = await startAgain(context, part)
    if (node !== null) stopped.push(node)
  }
  if (plan.target.running) await awaitLacking(context, 'target')
  await record(context, ['DONE', 'undo'], { to: 'aborted', evidence: stopped.length === 0 ? {} : { stopped: stopped.join(', ') } })
}
