import { readFile, realpath } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type Mount, mountAbove, parseMounts } from '../storage/index.ts'
import { isNetworkType, storageMounts } from './proc-files.ts'

export interface MountOf extends Mount {
  /** Files there may be used by other machines, unseen. */
  readonly network: boolean
}

async function deepestThatExists(path: string): Promise<string> {
  const found = await realpath(path).catch(() => null)
  return found ?? (dirname(path) === path ? path : deepestThatExists(dirname(path)))
}

/** The file system that holds a path (which need not exist yet); `null` where it can't be told. Linux only. */
export async function mountOf(path: string): Promise<MountOf | null> {
  if (process.platform !== 'linux') return null
  const text = await readFile('/proc/self/mountinfo', 'utf8').catch(() => null)
  const mount = text === null ? null : mountAbove(parseMounts(text), await deepestThatExists(resolve(path)))
  return mount === null ? null : { ...mount, network: isNetworkType(mount.type) }
}

/** Where disks and drives are mounted on this computer, without the system's own mounts; empty where it can't be told. Linux only. */
export async function drivePoints(): Promise<string[]> {
  if (process.platform !== 'linux') return []
  return storageMounts(parseMounts(await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')))
}
