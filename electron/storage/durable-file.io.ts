import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { DiskFailing, type DurableFs, errorCode, type WritableFile } from './durable-fs.ts'
import { realFs } from './real-fs.io.ts'

export interface PutOptions {
  /** `false`: an existing file of that name is never touched; the call fails with EEXIST. */
  readonly replace: boolean
  /** Permission bits; 0o600 when not given. */
  readonly mode?: number
  /** Where the effects go; the real file system when not given. */
  readonly fs?: DurableFs
}

/** A sync that failed: the bytes count as lost. Everything else keeps its own error. */
class SyncFailed extends Error {}

/** Writes all bytes, however little the file system takes at a time (a full disk writes short without an error). */
export async function writeAll(file: WritableFile, bytes: Uint8Array): Promise<void> {
  let rest = bytes
  while (rest.length > 0) {
    const written = await file.write(rest)
    if (written <= 0) throw Object.assign(new Error('nothing more could be written'), { code: 'ENOSPC' })
    rest = rest.subarray(written)
  }
}

const sameBytes = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, index) => byte === b[index])

/** Creates `path` with exactly these bytes, synced and read back; the name itself is not yet durable. Fails with EEXIST when taken. */
export async function writeNewFile(path: string, bytes: Uint8Array, { mode = 0o600, fs = realFs }: Omit<PutOptions, 'replace'>) {
  const file = await fs.openExclusive(path, mode)
  try {
    try {
      await writeAll(file, bytes)
      await file.sync().catch((cause: unknown) => {
        throw new SyncFailed('sync failed', { cause })
      })
    } finally {
      await file.close()
    }
    if (!sameBytes(await fs.read(path, bytes.length), bytes)) throw new SyncFailed('read back other bytes')
  } catch (error) {
    await fs.unlink(path).catch(() => undefined)
    throw error
  }
}

/** Renames within one folder (or two) and makes both ends durable. Without `replace` an existing `to` is refused with EEXIST. */
export async function renameDurably(from: string, to: string, { replace, fs = realFs }: Pick<PutOptions, 'replace' | 'fs'>): Promise<void> {
  if (!replace && (await fs.stat(to)) !== null) throw Object.assign(new Error(`${to} exists already`), { code: 'EEXIST' })
  await fs.rename(from, to)
  await fs.syncFolder(dirname(to))
  if (dirname(from) !== dirname(to)) await fs.syncFolder(dirname(from))
}

/**
 * Gives a file its final name without ever replacing another: link, sync, unlink, sync. Between the two both names lead to the same
 * bytes. Where there are no hard links (exFAT) a checked rename stands in.
 */
export async function nameDurably(from: string, to: string, fs: DurableFs = realFs): Promise<void> {
  try {
    await fs.linkNoReplace(from, to)
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(errorCode(error))) throw error
    return renameDurably(from, to, { replace: false, fs })
  }
  await fs.syncFolder(dirname(to))
  await fs.unlink(from)
  await fs.syncFolder(dirname(from))
}

async function putOnce(path: string, bytes: Uint8Array, { replace, mode = 0o600, fs = realFs }: PutOptions): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.tmp-${randomBytes(6).toString('hex')}`)
  await writeNewFile(temporary, bytes, { mode, fs })
  try {
    if (replace) await renameDurably(temporary, path, { replace, fs })
    else await nameDurably(temporary, path, fs)
  } catch (error) {
    await fs.unlink(temporary).catch(() => undefined)
    throw error
  }
}

/**
 * Writes a file so that after any crash either the old or the whole new content is there: new temporary file beside it, all
 * bytes, sync, read back, rename, sync of the folder. Text is written as UTF-8.
 * Throws Node's error (ENOSPC, EACCES, EEXIST without `replace`, …) with the old file untouched; `DiskFailing` after two failed syncs.
 */
export async function putFile(path: string, content: Uint8Array | string, options: PutOptions): Promise<void> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  try {
    await putOnce(path, bytes, options)
  } catch (first) {
    if (!(first instanceof SyncFailed)) throw first
    // Rewritten from memory to a new file: syncing the same one again would report success for lost data.
    await putOnce(path, bytes, options).catch((second: unknown) => {
      throw second instanceof SyncFailed ? new DiskFailing(path, second) : second
    })
  }
}
