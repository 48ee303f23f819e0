import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { LookFailed, type LookingFs, lookingFs, type Mount, mountAbove, parseMounts } from '../storage/index.ts'
import { isNetworkType, storageMounts } from './proc-files.ts'

export interface MountOf extends Mount {
  /** Files there may be used by other machines, unseen. */
  readonly network: boolean
}

async function deepestThatExists(path: string, fs: LookingFs): Promise<string> {
  // Where nothing answers the name has to do: what lies above it is another disk.
  const found = await fs.real(path).catch((error: unknown) => (error instanceof LookFailed ? path : null))
  return found ?? (dirname(path) === path ? path : deepestThatExists(dirname(path), fs))
}

/** The file system that holds a path (which need not exist yet); `null` where it can't be told. Linux only. */
export async function mountOf(path: string, fs: LookingFs = lookingFs()): Promise<MountOf | null> {
  if (process.platform !== 'linux') return null
  const text = await readFile('/proc/self/mountinfo', 'utf8').catch(() => null)
  const mount = text === null ? null : mountAbove(parseMounts(text), await deepestThatExists(resolve(path), fs))
  return mount === null ? null : { ...mount, network: isNetworkType(mount.type) }
}

/** Where disks and drives are mounted on this computer, without the system's own mounts; empty where it can't be told. Linux only. */
export async function drivePoints(): Promise<string[]> {
  if (process.platform !== 'linux') return []
  return storageMounts(parseMounts(await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')))
}
