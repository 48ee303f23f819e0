import { saw } from '../contract/seen.ts'
import { type DurableFs, errorCode } from '../storage/index.ts'
import { DatabaseInUse, type HeldDatabase, type RowStore } from './row-store.ts'

/** Files SQLite keeps beside a database. */
const companions = (path: string) => [`${path}-wal`, `${path}-shm`, `${path}-journal`]

export async function unlinkIfThere(fs: DurableFs, path: string): Promise<void> {
  await fs.unlink(path).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error
  })
}

export async function removeDatabase(fs: DurableFs, path: string): Promise<void> {
  for (const file of [...companions(path), path]) await unlinkIfThere(fs, file)
}

/** Copies a database and its `-wal`, which are one thing, never `-shm` (docs/protocol.md §3). */
export async function copyDatabase(fs: DurableFs, database: string, copy: string): Promise<void> {
  await fs.copyNew(database, copy, 0o600)
  if ((await fs.stat(`${database}-wal`)) !== null) await fs.copyNew(`${database}-wal`, `${copy}-wal`, 0o600)
}

export interface Swap {
  readonly fs: DurableFs
  readonly rows: RowStore
  readonly folder: string
  readonly database: string
  readonly staged: string
  readonly before: string
  /** Changes the staged copy; it must leave it closed, complete and without a `-wal`. */
  readonly change: (staged: string) => Promise<void>
}

/** The old `-wal` beside a new file is replayed over it without a word (docs/protocol.md §3): its absence is looked at, not assumed. */
async function requireNoWal({ fs, database }: Swap): Promise<void> {
  const wal = await fs.stat(`${database}-wal`)
  if (wal === null) return
  if (wal.sizeBytes > 0) throw new DatabaseInUse(`${database}-wal`)
  await fs.unlink(`${database}-wal`)
}

async function requireSameFile({ fs, database, before }: Swap): Promise<number> {
  const [a, b] = [await fs.stat(database), await fs.stat(before)]
  if (a === null || b === null || a.kind !== 'file' || a.device !== b.device || a.inode !== b.inode) throw new DatabaseInUse(database)
  return a.mode
}

/** Everything into the file itself, then a second name for it: through that name it is held, so our own `-wal` is never the node's. */
async function settleDatabase(swap: Swap): Promise<void> {
  const { fs, rows, database, before, staged, folder } = swap
  await removeDatabase(fs, staged)
  await removeDatabase(fs, before)
  if ((await fs.stat(database))?.kind !== 'file') throw new Error(saw('no-plain-file', database))
  await rows.checkpoint(database)
  await requireNoWal(swap)
  await fs.linkNoReplace(database, before)
  // Durable before the new file gets the name: a `-wal` that comes back after a power loss would be replayed over it.
  await fs.syncFolder(folder)
}

async function replaceHeld(swap: Swap, held: HeldDatabase): Promise<void> {
  const { fs, database, staged, folder } = swap
  const mode = await requireSameFile(swap)
  await requireNoWal(swap)
  await held.copyTo(staged)
  await swap.change(staged)
  if ((await fs.stat(`${staged}-wal`)) !== null) throw new Error(`${staged}-wal: ${saw('database-open')}`)
  await fs.setMode(staged, mode)
  await fs.syncFile(staged)
  await unlinkIfThere(fs, `${database}-shm`)
  await requireSameFile(swap)
  await requireNoWal(swap)
  await fs.rename(staged, database)
  await fs.syncFolder(folder)
}

/**
 * Replaces the database of a stopped node by a changed copy of itself, so that after any crash either the old one or the new one is
 * there, complete: checkpoint in place, hold the file's lock under a second name (no node can open it meanwhile), copy, change, sync,
 * rename over. The old file stays under `before`. Throws `DatabaseInUse` when somebody has it open: then nothing was changed.
 */
export async function swapDatabase(swap: Swap): Promise<void> {
  await settleDatabase(swap)
  const held = await swap.rows.hold(swap.before)
  try {
    await replaceHeld(swap, held)
  } finally {
    await held.release()
    for (const file of companions(swap.before)) await unlinkIfThere(swap.fs, file)
  }
}
