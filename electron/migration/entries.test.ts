import { beforeEach, expect, test } from 'vitest'
import { saw } from '../contract/seen.ts'
import { type JournalRecord, openJournal } from '../storage/index.ts'
import { entriesOf, readEntry } from './entries.ts'
import { viewJournal } from './journal-view.ts'
import { openMoveJournal } from './move-journal.io.ts'
import { MemoryDisk } from './testing/memory-disk.ts'
import { MemoryFs } from './testing/memory-fs.ts'
import { batches } from './testing/memory-rig.ts'
import { OneMove } from './testing/one-move.io.ts'
import { recordedMoves } from './testing/recorded.io.ts'

const draft = {
  kind: 'EVIDENCE' as const,
  batch: 'b',
  step: 'rows',
  from: 'planned',
  to: null,
  ts: 1,
  mono: 2,
  bootId: 'boot',
  appVersion: '1',
  evidence: {},
}
type Draft = Omit<JournalRecord, 'v' | 'seq' | 'prev' | 'hash'>

test('every line that an earlier version wrote is an entry, and says what it said', () => {
  for (const { journal } of recordedMoves('v1'))
    for (const line of journal) {
      const record = JSON.parse(line) as JournalRecord
      expect(readEntry(record)).toMatchObject({ kind: record.kind, step: record.step, to: record.to, evidence: record.evidence })
    }
})

test.each<[string, Partial<Draft>, object]>([
  ['an ATX without its epoch', { step: 'atx', evidence: { id: 'atx' } }, { atx: { id: 'atx', epoch: null } }],
  ['rows without a hash', { step: 'rows', evidence: {} }, { stagedRows: '' }],
  ['a consent without ends', { step: 'consent', evidence: { session: 's', token: 't' } }, { agreed: [], consent: { token: 't' } }],
  ['a last sign without a layer', { step: 'last-sign', evidence: {} }, { lastSign: { layer: Number.NaN } }],
  ['an announcement of rows without their count', { kind: 'INTENT', step: 'stage-rows' }, { rowsBefore: Number.NaN }],
  ['a freeze without a reason', { kind: 'NOTE', step: 'freeze', to: 'frozen' }, { state: 'frozen', frozenBecause: '' }],
  ['a confirmation that says nothing', { step: 'confirmed' }, { confirmation: null }],
  ['more than is known of', { step: 'rows', evidence: { rows: 'h', since: 5 } }, { stagedRows: 'h' }],
])('%s is read all the same', (_what, change, seen) => {
  const entry = readEntry({ ...draft, ...change })
  expect(viewJournal(entry === null ? [] : [entry])).toMatchObject(seen)
})

const moves = ['aa', 'bb']
const odd: readonly (readonly [string, Partial<Draft>])[] = [
  ['a step that is not known', { step: 'sign' }],
  ['a step of another kind', { kind: 'DONE', step: 'rows' }],
  ['a step by the name of something else', { step: 'constructor' }],
  ['a state that is not known', { step: 'rows', to: 'half-way' }],
  ['a number in place of a hash', { step: 'rows', evidence: { rows: 5 } }],
  ['a move that is not of this batch', { move: 'cc' }],
  ['a text in place of a layer', { step: 'last-sign', evidence: { layer: 'five' } }],
]

let fs: MemoryFs
beforeEach(() => {
  const disk = new MemoryDisk()
  disk.folders.add('/j')
  fs = new MemoryFs(disk, () => 'do')
})

test.each(odd)('%s breaks the journal there, last line or not, and nothing more is written', async (_what, change) => {
  for (const more of [0, 1]) {
    const path = `/j/${more}.jsonl`
    const raw = await openJournal(path, { fs })
    for (const one of [draft, { ...draft, ...change }, ...Array.from({ length: more }, () => draft)]) await raw.append(one)
    const journal = await openMoveJournal(path, { fs }, moves)
    expect(journal).toMatchObject({ state: 'broken', badLine: 2, records: { length: 1 }, entries: { length: 1 } })
    await expect(journal.append(draft)).rejects.toThrow(saw('journal-line', '2'))
    expect((await openJournal(path, { fs })).records).toHaveLength(2 + more)
  }
})

test.each(odd)('%s is never written', async (_what, change) => {
  const journal = await openMoveJournal('/j/a.jsonl', { fs }, moves)
  await journal.append(draft)
  await expect(journal.append({ ...draft, ...change })).rejects.toThrow(/unreadable/)
  expect([journal.records.length, journal.entries.length]).toEqual([1, 1])
})

test('of several moves each is told by what names it and by what names none', async () => {
  const journal = await openMoveJournal('/j/a.jsonl', { fs }, moves)
  const say = (change: Partial<Draft>) => journal.append({ ...draft, ...change })
  await say({ kind: 'DONE', step: 'stop-source', to: 'source-stopped' })
  await say({ kind: 'INTENT', step: 'retire-key', move: 'aa' })
  await say({ kind: 'DONE', step: 'retire-key', to: 'source-retired', move: 'aa' })
  await say({ evidence: { rows: 'of bb' }, move: 'bb' })
  const seen = (await openMoveJournal('/j/a.jsonl', { fs }, moves)).entries
  const [a, b] = moves.map((move) => viewJournal(entriesOf(seen, move)))
  expect(a).toMatchObject({ state: 'source-retired', retireIntended: true, stagedRows: null })
  expect(b).toMatchObject({ state: 'source-stopped', retireIntended: false, stagedRows: 'of bb' })
})

test('a move whose journal has an entry of another version is frozen, holds what it holds, and takes no press', async () => {
  const move = new OneMove()
  move.at('MOVED', () => {
    move.rig.dead = true
  })
  const batch = await move.run()
  const raw = await openJournal(`${batches}/${batch}/journal.jsonl`, { fs: move.rig.deps().fs })
  await raw.append({ ...draft, batch, step: 'sign' })
  move.rig.held.clear()
  await move.startAgain()
  expect(move.row()).toMatchObject({ activity: 'frozen', problem: { code: 'journal-broken' } })
  expect([...move.rig.held]).toEqual([batch])
  await expect(move.resume()).rejects.toMatchObject({ code: 'batch_not_waiting' })
  await move.migration.abort(batch).catch(() => undefined)
  await move.migration.rested()
  expect(move.rig.loadableAt()).toEqual([])
})
