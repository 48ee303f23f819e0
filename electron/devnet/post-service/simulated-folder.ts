import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { marker } from '../shared/simulated-folder.ts'

/**
 * Devnet reads only folders of its own: an existing, non-empty folder without the marker is refused with one sentence.
 * Unlike a data folder, a PoST folder is never made here: a missing one is the program's own error.
 */
export function refuseForeignFolder(folder: string): string | null {
  try {
    if (readdirSync(folder).length === 0 || existsSync(join(folder, marker))) return null
  } catch {
    // What can't be listed holds nothing that devnet could take for its own; the program's own checks go on.
    return null
  }
  return `This is a simulator: it works only in folders that it made itself, and ${folder} has no file ${marker}.`
}
