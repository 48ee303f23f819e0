import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join, posix } from 'node:path'
import { AppError } from '../contract/errors.ts'
import type { FolderHandle } from '../contract/model/basics.ts'
import type { FolderEntry } from '../contract/model/rig.ts'
import { isThere, kindAt, type LooksLike } from '../found/index.ts'
import { drivePoints } from '../processes/index.ts'
import { namedPath } from './door/named-path.io.ts'

const windowsDrives = () => Array.from({ length: 26 }, (_, index) => `${String.fromCharCode(65 + index)}:\\`)
const unixPlaces = ['/media', '/mnt', '/srv', '/opt', '/Volumes', posix.sep]

/** Where browsing begins: home, then every drive that is there, then the usual places and the root. Each once. */
async function startingPlaces(): Promise<string[]> {
  const wanted = process.platform === 'win32' ? windowsDrives() : [...(await drivePoints()), ...unixPlaces]
  const there = await Promise.all(wanted.map(async (path) => ((await isThere(path)) ? [path] : [])))
  return [...new Set([homedir(), ...there.flat()])]
}

/** More than this many entries of one folder are counted, not listed. */
const listLimit = 500
/** Names of one folder that are looked at: each costs the disk a few questions. */
const lookLimit = 5_000
const atOnce = 64
/** Handles that are kept; the oldest are forgotten first, and the browser asks again from the roots. */
const handleLimit = 20_000

export interface ListOptions {
  /** Executable files, too. */
  readonly programs: boolean
  /** Files in which releases of programs come, too. */
  readonly archives?: boolean | undefined
  /** Names that begin with a dot; shown anyway when the filter begins with one. */
  readonly hidden?: boolean | undefined
  /** A part of the name, in any case. */
  readonly filter?: string | undefined
}

/** Handles by path, and the way back. */
class Handles {
  readonly #paths = new Map<string, string>()
  readonly #handles = new Map<string, string>()

  of(path: string): string {
    const known = this.#handles.get(path)
    if (known !== undefined) return known
    const handle = randomBytes(12).toString('hex')
    this.#paths.set(handle, path)
    this.#handles.set(path, handle)
    const [oldest] = this.#paths
    if (this.#paths.size > handleLimit && oldest) {
      this.#paths.delete(oldest[0])
      this.#handles.delete(oldest[1])
    }
    return handle
  }

  path(handle: FolderHandle): string {
    const path = this.#paths.get(handle)
    if (path === undefined) throw new AppError('not_found')
    return path
  }
}

/** Names that may be listed, sorted; plain files are passed over unless programs are wanted. */
async function namesIn(folder: string, { programs, archives, hidden, filter = '' }: ListOptions): Promise<string[]> {
  const wanted = filter.trim().toLowerCase()
  const all = await readdir(folder, { withFileTypes: true }).catch((error: Error) => {
    throw new AppError('folder_unreadable', error.message)
  })
  return all
    .filter((one) => one.isDirectory() || one.isSymbolicLink() || ((programs || archives) && one.isFile()))
    .map(({ name }) => name)
    .filter((name) => (hidden || wanted.startsWith('.') || !name.startsWith('.')) && name.toLowerCase().includes(wanted))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

const ancestors = (path: string): string[] => (dirname(path) === path ? [path] : [...ancestors(dirname(path)), path])

/** The main-side browser of folders: the renderer names handles that it was shown, or a path as a person typed it. Read only. */
export function createFolders() {
  const handles = new Handles()
  const entryOf = (path: string, looksLike: LooksLike): FolderEntry => ({
    handle: handles.of(path),
    name: basename(path) || path,
    path,
    looksLike,
  })
  const seenAt = async (path: string, { programs, archives }: ListOptions): Promise<FolderEntry[]> => {
    const kind = await kindAt(path, programs, archives)
    return kind === null ? [] : [entryOf(path, kind)]
  }
  const children = async (handle: FolderHandle, options: ListOptions) => {
    const folder = handles.path(handle)
    const names = await namesIn(folder, options)
    const entries: FolderEntry[] = []
    let looked = 0
    while (looked < Math.min(names.length, lookLimit) && entries.length < listLimit) {
      const some = names.slice(looked, looked + Math.min(atOnce, listLimit - entries.length))
      entries.push(...(await Promise.all(some.map((name) => seenAt(join(folder, name), options)))).flat())
      looked += some.length
    }
    return { entries, more: names.length - looked }
  }
  return {
    /** The path behind a handle. Throws `not_found`. */
    pathOf: (handle: FolderHandle) => handles.path(handle),
    /** A path that the main side knows by itself, as an entry. */
    entryOf,
    roots: async () => (await Promise.all((await startingPlaces()).map((path) => seenAt(path, { programs: false })))).flat(),
    /** Throws `not_found`, `folder_unreadable`. */
    children,
    above: (handle: FolderHandle) => ancestors(handles.path(handle)).map((path) => entryOf(path, 'folder')),
    named: (asked: Parameters<typeof namedPath>[0]) => namedPath(asked, entryOf),
  }
}
export type Folders = ReturnType<typeof createFolders>
