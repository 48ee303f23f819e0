import { statSync } from 'node:fs'
import { join } from 'node:path'
import { goFileError } from '../go-file-error.ts'
import type { Logger } from '../log/logger.ts'

/**
 * 1.4 and 1.5 look for a key of older times in the PoST folder.
 * guess: one that is there is not moved; the simulator never makes one.
 * @returns the refusal without `Error: `, or null
 */
export function lookForLegacyKey(folder: string, log: Logger): string | null {
  const path = join(folder, 'key.bin')
  log.info(`Looking for legacy identity file at \`${path}\``)
  try {
    statSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES')
      return `migrating existing identity: failed to open legacy identity file: ${goFileError('open', path, error)}`
    log.info('Legacy identity file not found.')
  }
  return null
}
