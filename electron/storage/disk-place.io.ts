import { readFile, realpath, statfs } from 'node:fs/promises'
import { type DiskPlace, localFileSystems, mountOf } from './file-systems.ts'

/** Name of the local file system that holds `path`; `null` when it is a network one or unknown. Linux only knows; others trust. */
export async function localFileSystem(path: string): Promise<string | null> {
  // guess: on macOS and Windows statfs gives no such number; SQLite's own lock is trusted there.
  if (process.platform !== 'linux') return process.platform
  return localFileSystems.get((await statfs(path)).type >>> 0) ?? null
}

/** Where a path that is there lies: a file may be mounted by itself. */
export async function diskPlace(path: string): Promise<DiskPlace> {
  const fileSystem = await localFileSystem(path)
  if (process.platform !== 'linux') return { fileSystem, mount: null }
  return { fileSystem, mount: mountOf(await readFile('/proc/self/mountinfo', 'utf8'), await realpath(path)) }
}
