import { isAbsolute, relative, resolve } from 'node:path'
import type { FolderUse } from './around.ts'
import type { BlindSpot } from './coverage.ts'
import { realOr } from './proc-entries.io.ts'
import { lookAtProcesses, type ProcessLook, type SeenProcess } from './process-look.io.ts'

/** A process that has to do with a folder. */
export interface FolderUser extends FolderUse {
  readonly pid: number
  /** Program first. */
  readonly argv: readonly string[]
  readonly startTicks: string
}

export interface FolderUsers {
  readonly users: readonly FolderUser[]
  /** `false`: some process could not be looked into, so an empty list proves nothing. */
  readonly complete: boolean
  /** What could not be seen at all, not even a command line; then `complete` is `false`, whatever else is known. */
  readonly blind: readonly BlindSpot[]
}

const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path)
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}

/** The paths that an argument may name: itself, what stands behind `=`, and behind a one-letter flag. */
function pathsOf(argument: string, workingFolder: string | null): string[] {
  const texts = [argument]
  const equals = argument.indexOf('=')
  if (equals !== -1) texts.push(argument.slice(equals + 1))
  if (/^-[A-Za-z]./.test(argument)) texts.push(argument.slice(2))
  return texts.flatMap((text) => {
    if (text.startsWith('/')) return [resolve(text)]
    return workingFolder !== null && text !== '' && !text.startsWith('-') && text.length < 4096 ? [resolve(workingFolder, text)] : []
  })
}

const withoutDeleted = (path: string): string => path.replace(/ \(deleted\)$/, '')

function seenIn(folders: readonly string[], looked: SeenProcess): FolderUse | null {
  const inside = (path: string): boolean => folders.some((folder) => isInside(folder, path))
  const files = looked.open.filter((path) => inside(withoutDeleted(path)))
  // A database says more than a log that lies beside it: it is what a node has open and nobody else.
  const file = files.find((path) => /\.sql(?:-wal|-shm)?$/.test(withoutDeleted(path))) ?? files[0]
  if (file !== undefined) return { seenBy: 'open-file', evidence: file, exact: false }
  const standsInside = looked.workingFolder !== null && inside(looked.workingFolder)
  // Standing inside, every word of its command line would seem to name something inside.
  const from = standsInside ? null : looked.workingFolder
  for (const argument of looked.argv.slice(1)) {
    const paths = pathsOf(argument, from).filter(inside)
    if (paths.length > 0) return { seenBy: 'argument', evidence: argument, exact: paths.some((path) => folders.includes(path)) }
  }
  return standsInside ? { seenBy: 'working-folder', evidence: looked.workingFolder, exact: false } : null
}

/**
 * Which processes use a folder: open files in it, its path on a command line, or as working folder. `look`: where one at all of them was
 * just taken.
 */
export async function usersOfFolder(folder: string, look?: ProcessLook): Promise<FolderUsers> {
  const folders = [...new Set([await realOr(folder), resolve(folder)])]
  const { processes, blind } = look ?? (await lookAtProcesses())
  const users = processes.flatMap((one) => {
    const seen = seenIn(folders, one)
    return seen === null ? [] : [{ pid: one.pid, argv: one.argv, startTicks: one.startTicks, ...seen }]
  })
  return { users, complete: blind.length === 0 && processes.every(({ complete }) => complete), blind }
}
