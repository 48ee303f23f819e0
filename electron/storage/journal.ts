import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod/mini'

/** What a record may carry: never key bytes, never secrets. */
const JournalEvidence = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** INTENT stands before an effect, DONE after it was verified, EVIDENCE is something seen, NOTE is for people. */
export const JournalKind = z.enum(['INTENT', 'DONE', 'EVIDENCE', 'NOTE'])
export type JournalKind = z.output<typeof JournalKind>

export const JournalRecord = z.object({
  v: z.literal(1),
  seq: z.number(),
  kind: JournalKind,
  batch: z.string(),
  /** What happened or will happen, such as `retire-key`. */
  step: z.string(),
  /** Of which of several it speaks; absent: of all, or of the only one. */
  move: z.optional(z.string()),
  from: z.nullable(z.string()),
  to: z.nullable(z.string()),
  /** Wall clock in milliseconds since 1970 UTC; `mono` is the monotonic clock of the same boot, which nobody can set back. */
  ts: z.number(),
  mono: z.number(),
  bootId: z.string(),
  appVersion: z.string(),
  evidence: JournalEvidence,
  prev: z.string(),
  hash: z.string(),
})
export type JournalRecord = z.output<typeof JournalRecord>
export type JournalDraft = Omit<JournalRecord, 'v' | 'seq' | 'prev' | 'hash'>

/** What the first record names as its predecessor. */
const journalStart = '0'.repeat(64)
/** Journals are a few dozen lines; anything near this is not one of ours. */
export const journalLimitBytes = 16 * 1024 * 1024

/** Plain SHA-256 of a text's UTF-8 bytes, 64 hex characters. */
export const hashText = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

const body = ({ hash: _hash, ...rest }: JournalRecord): string => JSON.stringify(rest)

/** The record that follows `previous` (`null` at the start), chained to it. */
export function chainRecord(draft: JournalDraft, previous: JournalRecord | null): JournalRecord {
  const open: JournalRecord = {
    v: 1,
    seq: previous === null ? 1 : previous.seq + 1,
    kind: draft.kind,
    batch: draft.batch,
    step: draft.step,
    ...(draft.move !== undefined && { move: draft.move }),
    from: draft.from,
    to: draft.to,
    ts: draft.ts,
    mono: draft.mono,
    bootId: draft.bootId,
    appVersion: draft.appVersion,
    evidence: draft.evidence,
    prev: previous === null ? journalStart : previous.hash,
    hash: '',
  }
  return { ...open, hash: hashText(body(open)) }
}

export const encodeRecord = (record: JournalRecord): string => `${JSON.stringify(record)}\n`

export interface ParsedJournal {
  readonly records: readonly JournalRecord[]
  /** `torn-tail`: the last append was cut off by a crash and is dropped. `broken`: something before the end was changed. */
  readonly state: 'whole' | 'torn-tail' | 'broken'
  /** First line that doesn't fit, counted from 1; 0 when all fit. */
  readonly badLine: number
}

function parseLine(line: string, previous: JournalRecord | null): JournalRecord | null {
  try {
    const parsed = z.safeParse(JournalRecord, JSON.parse(line))
    if (!parsed.success) return null
    const record = parsed.data
    const follows = record.seq === (previous?.seq ?? 0) + 1 && record.prev === (previous?.hash ?? journalStart)
    return follows && record.hash === hashText(body(record)) ? record : null
  } catch {
    return null
  }
}

/** More than one record in a line that doesn't fit: a line break was changed, which no cut append does. */
const swallowsRecord = (line: string) => /"hash":"[0-9a-f]{64}"\}./s.test(line)

/** Reads a journal as far as its chain holds. Only the very last line may be bad: each append is synced before the next begins. */
export function parseJournal(text: string): ParsedJournal {
  const lines = text.split('\n')
  const unfinished = lines.pop() ?? ''
  const records: JournalRecord[] = []
  for (const [index, line] of lines.entries()) {
    const record = parseLine(line, records.at(-1) ?? null)
    if (record === null) {
      const last = index === lines.length - 1 && unfinished === '' && !swallowsRecord(line)
      return { records, state: last ? 'torn-tail' : 'broken', badLine: index + 1 }
    }
    records.push(record)
  }
  return unfinished === '' ? { records, state: 'whole', badLine: 0 } : { records, state: 'torn-tail', badLine: lines.length + 1 }
}
