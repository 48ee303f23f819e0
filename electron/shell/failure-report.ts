import { randomBytes } from 'node:crypto'

/** Logs an unexpected failure of a call once, with its stack, under a reference that the user can quote. */
export const createReport =
  (log: (line: string) => void) =>
  (error: unknown, path: string): string => {
    const reference = randomBytes(4).toString('hex')
    log(`failure ${reference} in ${path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return reference
  }
