import { readFile } from 'node:fs/promises'
import { errorCode, lookingFs } from '../storage/index.ts'
import { ownBlindSpots } from './coverage.io.ts'
import type { BlindSpot } from './coverage.ts'
import { mountOf } from './mount.io.ts'
import { isOwnHolder } from './own-holders.ts'
import { deviceText, hidesDevices, parseLocks } from './proc-files.ts'

export type LockHolder =
  | { readonly kind: 'free' }
  /** `pid` is `null` when it lives in another namespace. */
  | { readonly kind: 'held'; readonly pid: number | null }
  /** Not to be taken for free. */
  | { readonly kind: 'unknown'; readonly why: 'platform' | 'network' | 'file-system' | 'process-space' | 'unreadable' }

/** What the kernel's table of locks, and ours of mounts, said at one moment. */
interface Tables {
  readonly locks: string | null
  readonly blind: readonly BlindSpot[]
}

const inodeOf = (file: string) =>
  lookingFs()
    .facts(file, true)
    .catch((cause: unknown) => (errorCode(cause) === 'ENOENT' ? ('absent' as const) : null))

async function holderIn(
  { locks, blind }: Tables,
  [file, found]: readonly [string, Awaited<ReturnType<typeof inodeOf>>],
): Promise<LockHolder> {
  if (found === 'absent') return { kind: 'free' }
  if (found === null || locks === null) return { kind: 'unknown', why: 'unreadable' }
  const sameInode = parseLocks(locks).filter(({ inode, pid }) => inode === String(found.ino) && !isOwnHolder(pid))
  const held = sameInode.find(({ device }) => device === deviceText(found.dev))
  if (held !== undefined) return { kind: 'held', pid: held.pid > 0 ? held.pid : null }
  // The table leaves out every lock whose holder has no number in the reader's space of processes (tried on Linux 6.18).
  if (blind.includes('process-space')) return { kind: 'unknown', why: 'process-space' }
  const mount = await mountOf(file)
  if (mount === null || mount.network) return { kind: 'unknown', why: 'network' }
  // Where the table names other devices than `stat`, an equal inode may be it or not, and none at all proves it free.
  return hidesDevices(mount.type) && sameInode.length > 0 ? { kind: 'unknown', why: 'file-system' } : { kind: 'free' }
}

/**
 * Who holds a lock on each of these files (a node's `--filelock`), from the kernel's table by device and inode. A missing file is free, and
 * one that we hold ourselves. Linux only.
 */
export async function lockHolders(files: readonly string[]): Promise<readonly LockHolder[]> {
  if (process.platform !== 'linux') return files.map(() => ({ kind: 'unknown', why: 'platform' }))
  const found = await Promise.all(files.map(async (file) => [file, await inodeOf(file)] as const))
  const tables = { locks: await readFile('/proc/locks', 'utf8').catch(() => null), blind: ownBlindSpots() }
  return Promise.all(found.map((one) => holderIn(tables, one)))
}
