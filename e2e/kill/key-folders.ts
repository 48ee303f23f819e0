import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FolderEntry } from './key-copies.ts'

const tries = 20

function readOnce(folder: string): FolderEntry[] {
  return readdirSync(folder).map((name) => {
    const path = join(folder, name)
    return { name, text: lstatSync(path).isFile() ? readFileSync(path, 'latin1') : null }
  })
}

const vanished = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/**
 * Reads `identities` folders as they are in one moment, on its own, with nothing of the product in between. A name that goes
 * between listing and reading means that the moment passed: all is read again.
 */
export function readKeyFolders(folders: readonly string[]): Record<string, readonly FolderEntry[]> {
  for (let left = tries; ; left -= 1) {
    try {
      return Object.fromEntries(folders.map((folder) => [folder, readOnce(folder)]))
    } catch (error) {
      if (!vanished(error) || left === 0) throw error
    }
  }
}
