import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Name of the file that says: nothing in this folder was ever worth anything. */
export const marker = '.smeshdesk-simulated'

/** Exit code of a simulator that was pointed at something that may be real. */
export const refusedReal = 70

/**
 * Makes a data folder the simulator's own. An existing folder with content and without our marker is left alone.
 * @returns null when the folder may be used, else one sentence for the user.
 */
export function claimFolder(folder: string): string | null {
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, marker)))
    return `This is a simulator: it works only in folders that it made itself, and ${folder} has no file ${marker}.`
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(join(folder, marker))) writeFileSync(join(folder, marker), 'Simulated: no key in here was ever worth anything.\n')
  return null
}
