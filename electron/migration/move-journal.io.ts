import { saw } from '../contract/seen.ts'
import { type Journal, type JournalPlace, openJournal } from '../storage/index.ts'
import { type Entry, type MoveJournal, readEntry } from './entries.ts'

/**
 * Opens the journal of a batch of these moves. A record that is no entry this version knows, or speaks of another move, breaks it
 * where it stands, as a changed line does: nothing from there on is believed, none is passed over, and nothing more is written.
 */
export async function openMoveJournal(path: string, place: JournalPlace, moves: readonly string[]): Promise<MoveJournal> {
  const read = (record: Parameters<typeof readEntry>[0]): Entry | null => {
    const entry = readEntry(record)
    return entry === null || (entry.move !== null && !moves.includes(entry.move)) ? null : entry
  }
  const journal = await openJournal(path, place)
  const entries: Entry[] = []
  for (const record of journal.records) {
    const entry = read(record)
    if (entry === null) return brokenAt(journal, entries)
    entries.push(entry)
  }
  return {
    ...journal,
    entries,
    append: async (draft) => {
      const entry = read(draft)
      if (entry === null) throw new Error(saw('unreadable', `${draft.kind} ${draft.step}`))
      const record = await journal.append(draft)
      entries.push(entry)
      return record
    },
  }
}

function brokenAt(journal: Journal, entries: readonly Entry[]): MoveJournal {
  const { length } = entries
  const badLine = length + 1
  return {
    ...journal,
    records: journal.records.slice(0, length),
    entries,
    state: 'broken',
    badLine,
    append: async () => {
      throw new Error(saw('journal-line', String(badLine)))
    },
  }
}
