import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'

/** Files that only their programs' users change: keys, metadata, configurations. A node writes its databases and logs itself. */
const isStill = (path: string): boolean => /\.(?:key|bak|json|bin)$/.test(path) && !/[\\/](?:logs|poet)[\\/]/.test(path)

/** What must be the same afterwards: file by file its inode, size, times of change, and its content where it is small. */
export function standingFiles(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isStill)
  return new Map(files.map((path) => [path, traceOf(join(folder, path))]))
}

const smallBytes = 1_000_000

function traceOf(path: string): string {
  const { ino, size, mtimeMs, ctimeMs, mode } = statSync(path)
  const content = size > smallBytes ? '' : createHash('sha256').update(readFileSync(path)).digest('hex')
  return [ino, size, mtimeMs, ctimeMs, mode, content].join(' ')
}

export const changedFiles = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path))

const accessMode = 0o3

/** Files below a folder that a process has open for writing at this moment. */
export function openForWriting(pid: number, folder: string): string[] {
  const below = `/proc/${pid}/fd`
  return readdirSync(below).flatMap((descriptor) => {
    try {
      const path = readlinkSync(join(below, descriptor))
      const flags = /^flags:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/fdinfo/${descriptor}`, 'utf8'))?.[1] ?? '0'
      const writes = (Number.parseInt(flags, 8) & accessMode) !== 0
      return path.startsWith(folder + sep) && writes ? [path] : []
    } catch {
      // Closed meanwhile.
      return []
    }
  })
}
