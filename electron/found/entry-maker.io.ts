import { isAbsolute, join, resolve } from 'node:path'
import type { DraftNote } from '../contract/model/door.ts'
import type { FolderEntry } from '../contract/model/rig.ts'
import type { Settings } from '../settings/index.ts'
import { isThere, kindAt, type LooksLike, simulatedMarker } from './folder-kinds.io.ts'

export interface DraftDeps {
  readonly entryOf: (path: string, looksLike: LooksLike) => FolderEntry
  /** Where relative paths count from when nothing else is known: programs are started there. */
  readonly profileFolder: string
  /** The rig as it stands, with absolute paths. */
  readonly settings: Settings
}

/** Where a program runs, as far as it is seen. */
export interface Standing {
  /** Relative paths count from here; `null`: not known. */
  readonly folder: string | null
  /** The home folder of who started it. */
  readonly home: string
}

/** What an entry is made of: what was seen of a program, or what a form holds. */
export interface DraftSource {
  /** What stands after the program. */
  readonly args: readonly string[]
  readonly program: string | null
  /** Given by the person; wins over what the command line says. */
  readonly dataFolder: string | null
  readonly standing: Standing
  readonly notes: readonly DraftNote[]
}

/** A folder that a simulator made, and nobody else. */
export const isSimulated = (folder: string | null): Promise<boolean> =>
  folder === null ? Promise.resolve(false) : isThere(join(folder, simulatedMarker))

/** An absolute path; `null` for a relative one that counts from a folder nobody knows. */
export function absolute(path: string, { folder }: Standing): string | null {
  if (isAbsolute(path)) return resolve(path)
  return folder === null ? null : resolve(folder, path)
}

/** A folder or program as the page is shown it, also one that is not there any more. */
export async function shown(path: string | null, kind: 'folder' | 'program', { entryOf }: DraftDeps): Promise<FolderEntry | null> {
  if (path === null) return null
  return entryOf(path, (await kindAt(path, kind === 'program')) ?? kind)
}
