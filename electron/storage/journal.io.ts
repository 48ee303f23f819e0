import { dirname } from 'node:path'
import { putFile, writeAll } from './durable-file.io.ts'
import type { DurableFs } from './durable-fs.ts'
import {
  chainRecord,
  encodeRecord,
  type JournalDraft,
  type JournalRecord,
  journalLimitBytes,
  type ParsedJournal,
  parseJournal,
} from './journal.ts'
import { realFs } from './real-fs.io.ts'

export interface Journal {
  readonly records: readonly JournalRecord[]
  readonly state: ParsedJournal['state']
  /** First line that doesn't fit, when `state` is `broken`. */
  readonly badLine: number
  /** Hash of the newest record; 64 zeros when there is none. */
  head(): string
  /** Writes one record and returns when it is durable. Throws the file error; a broken journal takes nothing more. */
  append(draft: JournalDraft): Promise<JournalRecord>
}

const encoder = new TextEncoder()

async function appendSynced(path: string, text: string, fs: DurableFs): Promise<void> {
  const file = await fs.openAppend(path, 0o600)
  try {
    await writeAll(file, encoder.encode(text))
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * Opens (or begins) the append-only, chained journal at `path`, one file per batch; the caller holds the folder's lock.
 * A torn last line is cut off durably before the first append. `fs` is where effects go.
 */
export async function openJournal(path: string, fs: DurableFs = realFs): Promise<Journal> {
  const bytes = (await fs.stat(path)) === null ? new Uint8Array() : await fs.read(path, journalLimitBytes)
  const parsed = parseJournal(new TextDecoder().decode(bytes))
  const records = [...parsed.records]
  // After a failed append the file may end in half a line, or in one that never became durable: both are rewritten whole.
  let tail: 'clean' | 'doubtful' = parsed.state === 'torn-tail' ? 'doubtful' : 'clean'
  // A file that is there may still have a name that a power loss forgets: its maker was killed before syncing the folder.
  let named = false
  const write = async (record: JournalRecord): Promise<void> => {
    const before = tail
    tail = 'doubtful'
    if (before === 'doubtful') await putFile(path, [...records, record].map(encodeRecord).join(''), { replace: true, fs })
    else await appendSynced(path, encodeRecord(record), fs)
    if (!named) await fs.syncFolder(dirname(path))
    named = true
    tail = 'clean'
    records.push(record)
  }
  let queue: Promise<unknown> = Promise.resolve()
  return {
    records,
    state: parsed.state,
    badLine: parsed.badLine,
    head: () => records.at(-1)?.hash ?? '0'.repeat(64),
    append: (draft) => {
      const next = queue.then(async () => {
        if (parsed.state === 'broken') throw new Error(`${path} was changed at line ${parsed.badLine}: nothing more is written to it`)
        const record = chainRecord(draft, records.at(-1) ?? null)
        await write(record)
        return record
      })
      queue = next.catch(() => undefined)
      return next
    },
  }
}
