import { basename } from 'node:path'
import { emptySettings, type Settings } from '../../settings/index.ts'
import type { DraftDeps } from '../entry-maker.io.ts'

/** Entries whose handles are their paths. */
export const testDeps = (profileFolder: string, settings: Settings = emptySettings): DraftDeps => ({
  entryOf: (path, looksLike) => ({ handle: path, name: basename(path), path, looksLike }),
  profileFolder,
  settings,
})
