import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type JournalRecord, parseJournal } from '../../electron/storage/index.ts'

/** What a journal must say of itself; what it lacks, in words. */
type Claim = readonly [words: string, holds: (records: readonly JournalRecord[]) => boolean]

const place = (records: readonly JournalRecord[], kind: string, step: string) =>
  records.findIndex((record) => record.kind === kind && record.step === step)
const has = (records: readonly JournalRecord[], kind: string, step: string) => place(records, kind, step) >= 0
const inOrder = (records: readonly JournalRecord[], one: readonly [string, string], other: readonly [string, string]) =>
  has(records, ...one) && place(records, ...one) < place(records, ...other)

const held: Claim = [
  'the source’s database and lock file were held before its key was taken out of use',
  (records) => inOrder(records, ['EVIDENCE', 'source-held'], ['INTENT', 'retire-key']),
]

const moved: readonly Claim[] = [
  held,
  ['the source was proven silent before', (records) => inOrder(records, ['EVIDENCE', 'source-silent'], ['INTENT', 'retire-key'])],
  [
    'the source was started again, and the target listed the key, before the move went on',
    (records) => records.some(({ kind, step, evidence }) => kind === 'DONE' && step === 'start-target' && evidence.source === 'started'),
  ],
  ['it ended as moved, the source without the key', (records) => records.some(({ to }) => to === 'moved')],
]

const putBack: readonly Claim[] = [
  held,
  ['putting back was begun', (records) => has(records, 'NOTE', 'begin-undo')],
  ['nothing was armed', (records) => !has(records, 'INTENT', 'arm')],
  [
    'what ran was started again, and it ended as put back, the source with the key, the target without',
    (records) => inOrder(records, ['INTENT', 'undo-restart'], ['DONE', 'undo']),
  ],
]

/** What the journal of a move that ended so should say, each with whether it does. */
export const claimsOf = (end: 'moved' | 'put-back', records: readonly JournalRecord[]): { words: string; holds: boolean }[] =>
  (end === 'moved' ? moved : putBack).map(([words, holds]) => ({ words, holds: holds(records) }))

/** Journals of a profile by their batches. Throws when one of them is not whole. */
export function journalsIn(profile: string): Map<string, readonly JournalRecord[]> {
  const folder = join(profile, 'batches')
  const batches = readdirSync(folder).filter((name) => /^[0-9a-f]{12}$/.test(name))
  return new Map(
    batches.map((batch) => {
      const { state, records } = parseJournal(readFileSync(join(folder, batch, 'journal.jsonl'), 'utf8'))
      if (state !== 'whole') throw new Error(`the journal of ${batch} is ${state}`)
      return [batch, records] as const
    }),
  )
}
