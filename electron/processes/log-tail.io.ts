import { setTimeout as wait } from 'node:timers/promises'
import type { LogLine } from '../contract/model/rig.ts'
import { LogCursor } from './log-cursor.io.ts'
import { LogFolder } from './log-line.ts'

export interface LogPart {
  readonly lines: readonly LogLine[]
  /** Throw away what was shown before: this is the tail anew. */
  readonly reset: boolean
}

export interface FollowOptions {
  readonly signal: AbortSignal
  /** Milliseconds between two looks; 500 when not given. */
  readonly pollMs?: number
}

/** Bytes that are read back at the beginning, and at most at once. */
const tailBytes = 256 * 1024

/**
 * The last 256 KiB of a log file and then what is added, until the signal aborts. A file that does not exist yet is waited for.
 * Reads by offset only while somebody follows; the first part is a reset.
 */
export async function* followLog(path: string, { signal, pollMs = 500 }: FollowOptions): AsyncGenerator<LogPart, void, undefined> {
  const cursor = new LogCursor(path, { from: null, mostBytes: tailBytes })
  let folder = new LogFolder()
  let told = false
  while (!signal.aborted) {
    const seen = await cursor.look()
    if (seen === null && !told) yield { lines: [], reset: true }
    told = true
    if (seen?.anew === true) folder = new LogFolder()
    if (seen !== null && (seen.anew || seen.lines.length > 0)) yield { lines: folder.add(seen.lines), reset: seen.anew }
    await wait(pollMs, undefined, { signal, ref: false }).catch(() => undefined)
  }
}
