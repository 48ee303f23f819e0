import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { resolve } from 'node:path'
import { lookingFs } from '../storage/index.ts'

/** What a look gives; `null` when it may not be taken: another user's, or gone. */
export const known = <T>(look: () => T): T | null => {
  try {
    return look()
  } catch {
    return null
  }
}

export const linkOf = (path: string): string | null => known(() => readlinkSync(path))
export const textOf = (path: string): string | null => known(() => readFileSync(path, 'utf8'))

/** Where the descriptors of a process lead; `null` when they may not be looked at. */
export const descriptorsOf = (pid: number): string[] | null =>
  known(() => readdirSync(`/proc/${pid}/fd`))?.flatMap((name) => linkOf(`/proc/${pid}/fd/${name}`) ?? []) ?? null

/** Inodes of the sockets of a process; `null` when they may not be looked at. */
export function socketsOf(pid: number): ReadonlySet<string> | null {
  const links = descriptorsOf(pid)
  return links === null ? null : new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []))
}

/** Device and inode of what lies there; `null` when it can't be asked. */
export const placeOf = (path: string): Promise<string | null> =>
  lookingFs()
    .facts(path, true)
    .then(
      ({ dev, ino }) => `${dev}:${ino}`,
      () => null,
    )

/** With links resolved, where that can be done. */
export const realOr = (path: string): Promise<string> =>
  lookingFs()
    .real(path)
    .catch(() => resolve(path))
