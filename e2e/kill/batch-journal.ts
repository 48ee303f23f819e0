import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { JournalPoint } from './journal-point.ts'

const pollMs = 2

/** Whole lines of a journal, read with nothing of the product in between. */
function parsePoints(text: string): JournalPoint[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as JournalPoint)
}

export const batchesIn = (profile: string): string[] => {
  const folder = join(profile, 'batches')
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^[0-9a-f]{12}$/.test(name)) : []
}

export const journalOf = (profile: string, batch: string) => join(profile, 'batches', batch, 'journal.jsonl')

export function pointsOf(profile: string, batch: string): JournalPoint[] {
  const path = journalOf(profile, batch)
  return existsSync(path) ? parsePoints(readFileSync(path, 'utf8')) : []
}

/** Yields the journal each time it has grown, within milliseconds, until the signal aborts. */
export async function* followJournal(profile: string, batch: () => string | null, signal: AbortSignal): AsyncGenerator<JournalPoint[]> {
  let size = -1
  while (!signal.aborted) {
    const name = batch()
    const now = name === null ? -1 : (statSync(journalOf(profile, name), { throwIfNoEntry: false })?.size ?? -1)
    if (name !== null && now !== size) {
      size = now
      yield pointsOf(profile, name)
    }
    await wait(pollMs)
  }
}
