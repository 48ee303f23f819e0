import { readFileSync, readlinkSync, statSync } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import type { OwnFolder, SeenFolder } from './around.ts'

const linkOf = (path: string): string | null => {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}

const containers = /docker|containerd|libpod|podman|kubepods|crio|lxc|machine\.slice|nspawn/

/** What may not be looked into is taken for a container when its control group is named like one; that file all may read. */
function isContained(pid: number): boolean {
  try {
    return containers.test(readFileSync(`/proc/${pid}/cgroup`, 'utf8'))
  } catch {
    return false
  }
}

const realOr = (path: string): Promise<string> => realpath(path).catch(() => resolve(path))

const placeOf = (path: string): Promise<string | null> =>
  stat(path, { bigint: true }).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => null,
  )

/** What a path on a process's command line leads to, through that process's own mounts and working folder. Linux. */
export async function folderSeenBy(pid: number, named: string, workingFolder: string | null): Promise<SeenFolder> {
  const folder = `/proc/${pid}`
  const space = linkOf(`${folder}/ns/mnt`)
  const root = linkOf(`${folder}/root`)
  const apart = space === null ? isContained(pid) : space !== linkOf('/proc/self/ns/mnt') || (root !== null && root !== '/')
  const path = resolve(workingFolder ?? '/', named)
  if (!apart) {
    const real = await realOr(path)
    return { path: real, way: real, place: await placeOf(real), apart }
  }
  if (root === null) return { path, way: null, place: null, apart }
  const way = isAbsolute(named) ? join(folder, 'root', named) : `${folder}/cwd/${named}`
  const place = await placeOf(way)
  return { path, way: place === null ? null : way, place, apart }
}

/** Device and inode of a folder as it is at this moment; `null` when it can't be asked. */
export function placeNow(path: string): string | null {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return `${dev}:${ino}`
  } catch {
    return null
  }
}

export async function ownFolder(path: string): Promise<OwnFolder> {
  const real = await realOr(path)
  return { real, place: await placeOf(real) }
}
