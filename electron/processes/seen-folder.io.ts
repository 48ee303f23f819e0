import { isAbsolute, join, resolve } from 'node:path'
import { parseMounts } from '../storage/index.ts'
import type { OwnFolder, SeenFolder } from './around.ts'
import { pathsElsewhere } from './other-mounts.ts'
import { linkOf, placeOf, realOr, textOf } from './proc-entries.io.ts'

const containers = /docker|containerd|libpod|podman|kubepods|crio|lxc|machine\.slice|nspawn/

/** What may not be looked into is taken for a container when its control group is named like one; that file all may read. */
const isContained = (pid: number): boolean => containers.test(textOf(`/proc/${pid}/cgroup`) ?? '')

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

export async function ownFolder(path: string): Promise<OwnFolder> {
  const real = await realOr(path)
  return { real, place: await placeOf(real) }
}

/** Where we find the folder that a process names, by a path of our own; `null`: by none, or that can't be told. */
export async function ourPathOf(pid: number, { path, place, apart }: SeenFolder): Promise<string | null> {
  if (!apart) return path
  if (place === null) return null
  const [theirs, ours] = [`/proc/${pid}/mountinfo`, '/proc/self/mountinfo'].map((file) => parseMounts(textOf(file) ?? ''))
  for (const candidate of pathsElsewhere(path, theirs ?? [], ours ?? [])) if ((await placeOf(candidate)) === place) return candidate
  return null
}
