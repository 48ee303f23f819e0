import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JournalPoint } from './journal-point.ts'

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
