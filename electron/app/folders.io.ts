import { randomBytes } from 'node:crypto'
import { access, constants, readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, join, parse } from 'node:path'
import { AppError } from '../contract/errors.ts'
import type { FolderHandle } from '../contract/model/basics.ts'
import type { FolderEntry } from '../contract/model/rig.ts'

/** More than this many entries of one folder are counted, not listed. */
const listLimit = 500
/** Handles that are kept; the oldest are forgotten first, and the browser asks again from the roots. */
const handleLimit = 20_000

/** The main-side browser of folders: the renderer names handles that it was shown, never paths. Read only. */
export interface Folders {
  readonly roots: () => Promise<FolderEntry[]>
  /** Folders below a handle, and executable files when `programs`. Throws `not_found`, `folder_unreadable`. */
  readonly children: (handle: FolderHandle, programs: boolean) => Promise<{ entries: FolderEntry[]; more: number }>
  /** The path behind a handle. Throws `not_found`. */
  readonly pathOf: (handle: FolderHandle) => string
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

async function looksLike(path: string): Promise<FolderEntry['looksLike']> {
  if (await exists(join(path, 'postdata_metadata.json'))) return 'post-data'
  if ((await exists(join(path, 'local.sql'))) || (await exists(join(path, 'identities')))) return 'node-data'
  return 'folder'
}

const isProgram = async (path: string) =>
  (await stat(path)).isFile() &&
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )

async function kindOf(path: string, programs: boolean): Promise<FolderEntry['looksLike'] | null> {
  try {
    if ((await stat(path)).isDirectory()) return await looksLike(path)
    return programs && (await isProgram(path)) ? 'program' : null
  } catch {
    return null // vanished, or not ours to see
  }
}

const startingPlaces = () => [homedir(), '/media', '/mnt', '/srv', '/Volumes', parse(process.cwd()).root]

export function createFolders(): Folders {
  const paths = new Map<string, string>()
  const handles = new Map<string, string>()

  function handleOf(path: string): string {
    const known = handles.get(path)
    if (known !== undefined) return known
    const handle = randomBytes(12).toString('hex')
    paths.set(handle, path)
    handles.set(path, handle)
    const [oldest] = paths
    if (paths.size > handleLimit && oldest) {
      paths.delete(oldest[0])
      handles.delete(oldest[1])
    }
    return handle
  }

  function pathOf(handle: FolderHandle): string {
    const path = paths.get(handle)
    if (path === undefined) throw new AppError('not_found', 'This folder was not shown before; open it again from the start.')
    return path
  }

  async function entryOf(path: string, programs: boolean): Promise<FolderEntry | null> {
    const kind = await kindOf(path, programs)
    return kind === null ? null : { handle: handleOf(path), name: basename(path) || path, path, looksLike: kind }
  }

  return {
    pathOf,
    roots: async () => (await Promise.all(startingPlaces().map((path) => entryOf(path, false)))).filter((entry) => entry !== null),
    children: async (handle, programs) => {
      const folder = pathOf(handle)
      const names = await readdir(folder).catch((error: Error) => {
        throw new AppError('folder_unreadable', error.message)
      })
      const shown = names.filter((name) => !name.startsWith('.')).sort((a, b) => a.localeCompare(b))
      const entries = await Promise.all(shown.slice(0, listLimit).map((name) => entryOf(join(folder, name), programs)))
      return { entries: entries.filter((entry) => entry !== null), more: Math.max(0, shown.length - listLimit) }
    },
  }
}
