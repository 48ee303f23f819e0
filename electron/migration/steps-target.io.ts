import { saw } from '../contract/seen.ts'
import { writeNewFile } from '../storage/index.ts'
import { requireBound } from './bound.io.ts'
import { FellBack, type MoveContext, Paused, record, viewOf } from './context.ts'
import { folderProblems, loadableNames } from './disk-facts.ts'
import { readDisk, sha256, symlinksOn } from './key-files.io.ts'
import type { IdentityRows } from './row-store.ts'
import { countRows, rowCounts, rowsHash } from './rows.ts'
import { ensureSilent, ensureSourceMemory, ensureStillSilent, takeCopy } from './silence.io.ts'
import { removeDatabase, unlinkIfThere } from './stage-rows.io.ts'
import { replaceTargetRows } from './target-rows.io.ts'

export async function stopTarget(context: MoveContext): Promise<void> {
  context.say('stopping-target')
  await record(context, ['INTENT', 'stop-target'])
  await ensureSilent(context, 'target')
  await record(context, ['DONE', 'stop-target'], { to: 'target-stopped' })
}

/** The source's rows from the private copy that counts; its hash is the one that was recorded when it was taken. */
async function copiedRows(context: MoveContext): Promise<IdentityRows> {
  const view = viewOf(context)
  if (view.copy === null) throw new Paused('rows-unreadable', saw('rows-unread'))
  const rows = await context.side.source.rows.read(`${view.copy.folder}/local.sql`, context.plan.identity)
  if (rowsHash(rows.tables) !== view.copy.rowsHash) throw new Paused('rows-unreadable', saw('changed-by-others', view.copy.folder))
  return rows
}

/** The rows of the source's last stop go into the target's database, before any key does: memory first. */
export async function stageRows(context: MoveContext): Promise<void> {
  const { plan, paths } = context
  const { fs } = context.side.target
  context.say('staging-rows')
  await ensureSourceMemory(context)
  await ensureSilent(context, 'target')
  const rows = await copiedRows(context)
  const [wanted, there] = [rowsHash(rows.tables), (await takeCopy(context, 'target')).rows]
  const count = countRows(there.tables)
  if (rowsHash(there.tables) !== wanted) {
    const ours = plan.target.replacesRows || viewOf(context).rowsBefore !== null
    if (count > 0 && !ours) throw new Paused('rows-do-not-fit', saw('other-rows', String(count)))
    await record(context, ['INTENT', 'stage-rows'], { evidence: { rowsBefore: count, ...rowCounts(rows.tables) } })
    await ensureStillSilent(context, 'target', 'source')
    await requireBound(context)
    await replaceTargetRows(context, rows.tables.length === 0 ? null : rows)
    const after = (await takeCopy(context, 'target')).rows
    if (rowsHash(after.tables) !== wanted) throw new Paused('rows-unreadable', saw('rows-not-shown'))
  }
  // Also when they were there before: a crash may have come between the rename and its sync.
  await removeDatabase(fs, paths.target.staged)
  await fs.syncFolder(plan.target.folder)
  await record(context, ['EVIDENCE', 'rows'], { evidence: { rows: wanted } })
  await record(context, ['DONE', 'stage-rows'], { to: 'rows-staged', evidence: rowCounts(rows.tables) })
}

/** The staged rows are still those of the source's last stop; else they are staged again. */
export async function requireNewestRows(context: MoveContext): Promise<void> {
  await ensureSourceMemory(context)
  const { copy, stagedRows } = viewOf(context)
  if (copy === null || stagedRows !== copy.rowsHash) throw new FellBack('target-stopped', 'source', saw('source-newer-rows'))
}

/** The target's database shows the staged rows, whoever started it meanwhile. */
export async function requireRowsThere(context: MoveContext): Promise<void> {
  const { rows } = await takeCopy(context, 'target')
  if (rowsHash(rows.tables) !== viewOf(context).stagedRows) throw new FellBack('target-stopped', 'target', saw('target-lost-rows'))
}

/** The key's bytes under a name no node loads, durable and read back. */
export async function copyKey(context: MoveContext): Promise<void> {
  const { paths, plan } = context
  const { fs } = context.side.target
  context.say('copying-key')
  await requireNewestRows(context)
  const { target } = await readDisk(context)
  if (target.temporary !== 'good') {
    await ensureStillSilent(context, 'source')
    await record(context, ['INTENT', 'copy-key'], { evidence: { to: paths.target.temporary } })
    // Only ever our own half-written file: the batch is part of its name.
    await unlinkIfThere(fs, paths.target.temporary)
    const bytes = await context.side.source.fs.read(paths.source.retired, 128)
    try {
      if (sha256(bytes) !== plan.source.keyFile.sha256) throw new Paused('plan-changed', saw('not-planned-key', paths.source.retired))
      await writeNewFile(paths.target.temporary, bytes, { mode: 0o600, fs })
    } finally {
      bytes.fill(0)
    }
  } else await fs.syncFile(paths.target.temporary)
  await fs.syncFolder(paths.target.identities)
  context.world.keysRenamed()
  await record(context, ['DONE', 'copy-key'], { to: 'key-copied' })
}

/** With this key under its final name the target would start: the copy is whole, its name free, every other key sound. */
export async function requireArmable(context: MoveContext): Promise<void> {
  const { paths, plan } = context
  const { fs } = context.side.target
  const links = await symlinksOn(fs, paths.target.identities)
  if (links.length > 0) throw new Paused('plan-changed', saw('is-a-link', links.join(', ')))
  const { target } = await readDisk(context)
  const facts = await fs.stat(paths.target.temporary)
  if (target.temporary !== 'good' || facts === null)
    throw new FellBack('rows-staged', 'target', saw('not-planned-key', paths.target.temporary))
  if ((facts.mode & 0o077) !== 0) await fs.setMode(paths.target.temporary, 0o600)
  const problems = folderProblems(target.folder)
  if (problems.length > 0 || target.folder.names.includes('local.key'))
    throw new Paused('target-folder-defective', problems.join(', ') || saw('supervised-node', paths.target.identities))
  const taken = target.folder.names.some((name) => name.toLowerCase() === plan.target.keyName.toLowerCase())
  if (taken) throw new Paused('target-name-taken', paths.target.key)
  const there = loadableNames(target.folder, plan.identity)
  if (there.length > 0) throw new Paused('target-name-taken', saw('target-has-key', there.join(', ')))
}

export async function verifyKey(context: MoveContext): Promise<void> {
  context.say('verifying-key')
  await requireArmable(context)
  await record(context, ['DONE', 'verify-key'], { to: 'verified' })
}
