import { dirname } from 'node:path'
import { saw } from '../contract/seen.ts'
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
import { type HeldFile, NotOurs } from './owner-lock.io.ts'
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
  /** Lets others write to it, after what was asked for; the next append holds it again. */
  letGo(): Promise<void>
}

export interface JournalPlace {
  /** Where effects go. */
  readonly fs?: DurableFs
  /** Holds the file at a path, so that no two processes write one journal; throws when another has it. Nobody else writes when not given. */
  readonly hold?: ((path: string) => HeldFile) | undefined
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

/** Keeps a journal to one writer: by a lock of its own, and by its length, which nobody else may have changed. */
function oneWriter(path: string, sizeAtOpen: number, { fs, hold }: { fs: DurableFs; hold: JournalPlace['hold'] }) {
  let held: HeldFile | null = null
  /** `null` while it is written, and after an append that failed half-way. */
  let size: number | null = sizeAtOpen
  const holdIt = () => {
    try {
      held ??= hold?.(`${path}.lock`) ?? null
    } catch (error) {
      throw new NotOurs(`${saw('changed-by-others', path)}: ${String(error)}`)
    }
    if (held?.isOurs() === false) throw new NotOurs(saw('changed-by-others', `${path}.lock`))
  }
  return {
    /** Before each write. Throws `NotOurs`. */
    begin: async () => {
      holdIt()
      const now = (await fs.stat(path))?.sizeBytes ?? 0
      if (size !== null && now !== size) throw new NotOurs(`${saw('changed-by-others', path)}: ${size} B, ${now} B`)
      size = null
    },
    wrote: (whole: string) => {
      size = encoder.encode(whole).length
    },
    letGo: () => {
      held?.release()
      held = null
    },
  }
}

/**
 * Opens (or begins) the append-only, chained journal at `path`, one file per batch; the caller holds the folder's lock.
 * A torn last line is cut off durably before the first append.
 */
export async function openJournal(path: string, { fs = realFs, hold }: JournalPlace = {}): Promise<Journal> {
  const bytes = (await fs.stat(path)) === null ? new Uint8Array() : await fs.read(path, journalLimitBytes)
  const parsed = parseJournal(new TextDecoder().decode(bytes))
  const records = [...parsed.records]
  // After a failed append the file may end in half a line, or in one that never became durable: both are rewritten whole.
  let tail: 'clean' | 'doubtful' = parsed.state === 'torn-tail' ? 'doubtful' : 'clean'
  // A file that is there may still have a name that a power loss forgets: its maker was killed before syncing the folder.
  let named = false
  const writer = oneWriter(path, bytes.length, { fs, hold })
  const write = async (record: JournalRecord): Promise<void> => {
    await writer.begin()
    const before = tail
    const whole = [...records, record].map(encodeRecord).join('')
    tail = 'doubtful'
    if (before === 'doubtful') await putFile(path, whole, { replace: true, fs })
    else await appendSynced(path, encodeRecord(record), fs)
    if (!named) await fs.syncFolder(dirname(path))
    named = true
    tail = 'clean'
    writer.wrote(whole)
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
        if (parsed.state === 'broken') throw new Error(`${path}: ${saw('journal-line', String(parsed.badLine))}`)
        const record = chainRecord(draft, records.at(-1) ?? null)
        await write(record)
        return record
      })
      queue = next.catch(() => undefined)
      return next
    },
    letGo: () => queue.then(writer.letGo),
  }
}
