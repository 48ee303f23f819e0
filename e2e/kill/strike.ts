import { type JournalPoint, recordName } from './journal-point.ts'

/** Where the app is to be struck, once: right before or right after a record of a move's journal is on the disk, or amid what follows. */
export interface Strike {
  /** Kind and step, as `INTENT arm`. */
  readonly record: string
  readonly when: 'before' | 'after' | 'amid'
  /** Of one amid: milliseconds between the record and the strike, which then comes from outside. */
  readonly delayMs?: number
  readonly signal: 'SIGKILL' | 'SIGTERM'
}

/** The newest record among bytes that are about to be written; null when they are no journal's. */
export function recordIn(bytes: Uint8Array): string | null {
  const line = new TextDecoder().decode(bytes).trimEnd().split('\n').at(-1) ?? ''
  if (!line.startsWith('{"v":1,"seq":')) return null
  try {
    return recordName(JSON.parse(line) as JournalPoint)
  } catch {
    return null
  }
}
