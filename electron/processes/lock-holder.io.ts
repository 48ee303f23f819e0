import { readFile, stat } from 'node:fs/promises'
import { ownBlindSpots } from './coverage.io.ts'
import { mountOf } from './mount.io.ts'
import { isOwnHolder } from './own-holders.ts'
import { deviceText, hidesDevices, parseLocks } from './proc-files.ts'

export type LockHolder =
  | { readonly kind: 'free' }
  /** `pid` is `null` when it lives in another namespace. */
  | { readonly kind: 'held'; readonly pid: number | null }
  /** Not to be taken for free. */
  | { readonly kind: 'unknown'; readonly why: 'platform' | 'network' | 'file-system' | 'process-space' | 'unreadable' }

/** Who holds a lock on a file (a node's `--filelock`), from the kernel's table by device and inode. A missing file is free, and one that we hold ourselves. Linux only. */
export async function lockHolder(file: string): Promise<LockHolder> {
  if (process.platform !== 'linux') return { kind: 'unknown', why: 'platform' }
  const found = await stat(file, { bigint: true }).catch((cause: unknown) =>
    cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' ? 'absent' : null,
  )
  if (found === 'absent') return { kind: 'free' }
  const table = await readFile('/proc/locks', 'utf8').catch(() => null)
  if (found === null || table === null) return { kind: 'unknown', why: 'unreadable' }
  const sameInode = parseLocks(table).filter(({ inode, pid }) => inode === String(found.ino) && !isOwnHolder(pid))
  const held = sameInode.find(({ device }) => device === deviceText(found.dev))
  if (held !== undefined) return { kind: 'held', pid: held.pid > 0 ? held.pid : null }
  // The table leaves out every lock whose holder has no number in the reader's space of processes (tried on Linux 6.18).
  if (ownBlindSpots().includes('process-space')) return { kind: 'unknown', why: 'process-space' }
  const mount = await mountOf(file)
  if (mount === null || mount.network) return { kind: 'unknown', why: 'network' }
  // Where the table names other devices than `stat`, an equal inode may be it or not, and none at all proves it free.
  return hidesDevices(mount.type) && sameInode.length > 0 ? { kind: 'unknown', why: 'file-system' } : { kind: 'free' }
}
