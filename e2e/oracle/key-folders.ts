import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FolderEntry } from './key-copies.ts'

const tries = 20

/** Texts by what tells files apart without opening them: who opens key files all the time looks like a node that begins. */
export type KnownTexts = Map<string, string>

function textOf(path: string, known: KnownTexts): string | null {
  const facts = lstatSync(path, { bigint: true })
  if (!facts.isFile()) return null
  const file = `${facts.dev}:${facts.ino}:${facts.size}:${facts.mtimeNs}`
  const text = known.get(file) ?? readFileSync(path, 'latin1')
  known.set(file, text)
  return text
}

const readOnce = (folder: string, known: KnownTexts): FolderEntry[] =>
  readdirSync(folder).map((name) => ({ name, text: textOf(join(folder, name), known) }))

const vanished = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/**
 * Reads `identities` folders as they are in one moment, on its own, with nothing of the product in between. A name that goes
 * between listing and reading means that the moment passed: all is read again.
 */
export function readKeyFolders(folders: readonly string[], known: KnownTexts = new Map()): Record<string, readonly FolderEntry[]> {
  for (let left = tries; ; left -= 1) {
    try {
      return Object.fromEntries(folders.map((folder) => [folder, readOnce(folder, known)]))
    } catch (error) {
      if (!vanished(error) || left === 0) throw error
    }
  }
}
