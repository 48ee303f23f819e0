import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { RunningProcess } from './around.ts'
import { ownBlindSpots } from './coverage.io.ts'
import type { BlindSpot } from './coverage.ts'
import { isOwnHolder } from './own-holders.ts'
import { splitZero } from './proc-files.ts'
import { processStat } from './process-identity.io.ts'

/** A process that has to do with a folder. */
export interface FolderUser {
  readonly pid: number
  /** Program first. */
  readonly argv: readonly string[]
  readonly startTicks: string
  /** How it was seen; an open file is the strongest. */
  readonly seenBy: 'open-file' | 'argument' | 'working-folder'
  /** The file or argument itself. */
  readonly evidence: string
  /** The argument names the folder itself, not something inside. */
  readonly exact: boolean
}

export interface FolderUsers {
  readonly users: readonly FolderUser[]
  /** `false`: some process could not be looked into, so an empty list proves nothing. */
  readonly complete: boolean
  /** What could not be seen at all, not even a command line; then `complete` is `false`, whatever else is known. */
  readonly blind: readonly BlindSpot[]
}

const batch = 64

const pids = (): number[] => readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))

const linkOf = (path: string): string | null => {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
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

interface Looked {
  readonly argv: readonly string[]
  readonly workingFolder: string | null
  readonly open: readonly string[]
  readonly complete: boolean
}

const gone = new Set(['ENOENT', 'ESRCH'])

/** `null`: it has ended meanwhile, or is a kernel thread. `hidden`: it is there, and may not be looked at. */
function look(pid: number): Looked | 'hidden' | null {
  const folder = `/proc/${pid}`
  let argv: string[]
  try {
    argv = splitZero(readFileSync(`${folder}/cmdline`))
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && gone.has(String(cause.code)) ? null : 'hidden'
  }
  if (argv.length === 0) return null
  const workingFolder = linkOf(`${folder}/cwd`)
  let names: string[]
  try {
    names = readdirSync(`${folder}/fd`)
  } catch {
    return { argv, workingFolder, open: [], complete: processStat(pid) === null }
  }
  const open = names.flatMap((name) => linkOf(`${folder}/fd/${name}`) ?? []).filter((path) => path.startsWith('/'))
  return { argv, workingFolder, open, complete: workingFolder !== null || processStat(pid) === null }
}

const withoutDeleted = (path: string): string => path.replace(/ \(deleted\)$/, '')

function seenIn(folders: readonly string[], looked: Looked): Pick<FolderUser, 'seenBy' | 'evidence' | 'exact'> | null {
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

const realOr = (path: string): Promise<string> => realpath(path).catch(() => resolve(path))

/** Goes through all processes but this one, letting others run in between. Returns what can't be seen from here. */
async function eachProcess(visit: (pid: number, looked: Looked) => void): Promise<readonly BlindSpot[]> {
  const blind = [...ownBlindSpots()]
  let done = 0
  for (const pid of pids()) {
    if (pid === process.pid || isOwnHolder(pid)) continue
    const looked = look(pid)
    if (looked === 'hidden') blind.push(`process ${pid}`)
    else if (looked !== null) visit(pid, looked)
    done += 1
    if (done % batch === 0) await nextTurn()
  }
  return blind
}

/**
 * Which processes use a folder: open files in it, its path on a command line, or as working folder. Further `files` outside of it
 * (a node's config, its lock file) count when they are open or named. One pass over `/proc`, read only.
 * Elsewhere nothing can be seen: an empty list with `complete: false`.
 */
export async function usersOfFolder(folder: string, files: readonly string[] = []): Promise<FolderUsers> {
  if (process.platform !== 'linux') return { users: [], complete: false, blind: ['platform'] }
  const paths = [folder, ...files]
  const folders = [...new Set([...(await Promise.all(paths.map(realOr))), ...paths.map((path) => resolve(path))])]
  const users: FolderUser[] = []
  let complete = true
  const blind = await eachProcess((pid, looked) => {
    if (!looked.complete) complete = false
    const seen = seenIn(folders, looked)
    if (seen !== null) users.push({ pid, argv: looked.argv, startTicks: processStat(pid)?.startTicks ?? '', ...seen })
  })
  return { users: users.filter(({ startTicks }) => startTicks !== ''), complete: complete && blind.length === 0, blind }
}

/** A process and the files that it has open, as far as it may be looked into. */
export interface OpenProcess extends RunningProcess {
  readonly open: readonly string[]
}

interface FoundProcesses {
  readonly found: OpenProcess[]
  readonly complete: boolean
  readonly blind: readonly BlindSpot[]
}

/** All processes whose command line, or open files, satisfy `wanted`; an empty list with `complete: false` where nothing can be seen. */
export async function findProcesses(wanted: (argv: readonly string[], open: readonly string[]) => boolean): Promise<FoundProcesses> {
  if (process.platform !== 'linux') return { found: [], complete: false, blind: ['platform'] }
  const found: OpenProcess[] = []
  const blind = await eachProcess((pid, { argv, workingFolder, open }) => {
    const stat = wanted(argv, open) ? processStat(pid) : null
    if (stat !== null) found.push({ pid, group: stat.group, parent: stat.parent, argv, workingFolder, open })
  })
  return { found, complete: blind.length === 0, blind }
}

/** The process that carries `name=value` in its environment: how a child is found whose start was not written down in time. */
export function findByEnvironment(name: string, value: string): number | null {
  if (process.platform !== 'linux') return null
  for (const pid of pids()) {
    try {
      if (splitZero(readFileSync(join('/proc', String(pid), 'environ'))).includes(`${name}=${value}`) && processStat(pid) !== null)
        return pid
    } catch {
      // Another user's, or gone: not ours.
    }
  }
  return null
}
