import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chainRecord, encodeRecord, type JournalDraft, type JournalRecord, parseJournal } from './journal.ts'

const draft = (step: string): JournalDraft => ({
  kind: 'NOTE',
  batch: 'b1',
  step,
  from: null,
  to: null,
  ts: 1,
  mono: 2,
  bootId: 'boot',
  appVersion: '0.1.0',
  evidence: { pid: 42, proven: true, line: 'it said "no"\n', nothing: null },
})
const chain = (steps: readonly string[]): JournalRecord[] => {
  const records: JournalRecord[] = []
  for (const step of steps) records.push(chainRecord(draft(step), records.at(-1) ?? null))
  return records
}
const text = (records: readonly JournalRecord[]) => records.map(encodeRecord).join('')

test('reads back what was written, in order', () => {
  const records = chain(['one', 'two', 'three'])
  expect(parseJournal(text(records))).toEqual({ records, state: 'whole', badLine: 0 })
  expect(parseJournal('')).toEqual({ records: [], state: 'whole', badLine: 0 })
})

test('a record says of which of several it speaks, or nothing of the kind, and its hash is over what it says', () => {
  const one = chainRecord({ ...draft('one'), move: 'aa' }, null)
  const records = [one, chainRecord(draft('two'), one)]
  expect(parseJournal(text(records))).toEqual({ records, state: 'whole', badLine: 0 })
  expect(text(records).match(/"move"/g)).toHaveLength(1)
  expect(parseJournal(`${text(records).replace('"move":"aa"', '"move":"bb"')}`)).toMatchObject({ records: [], badLine: 1 })
  expect(parseJournal(`${text(records).replace('"move":"aa",', '')}`)).toMatchObject({ records: [], badLine: 1 })
})

test('a journal cut anywhere gives the records before the cut, and is never called broken', () => {
  const records = chain(['one', 'two', 'three'])
  const whole = text(records)
  for (let cut = 0; cut < whole.length; cut++) {
    const parsed = parseJournal(whole.slice(0, cut))
    const full = whole.slice(0, cut).split('\n').length - 1
    expect(parsed.state).not.toBe('broken')
    expect(parsed.records).toEqual(records.slice(0, full))
  }
})

test('a bad last line is cut, a bad line before it breaks the journal', () => {
  const [one, two, three] = chain(['one', 'two', 'three']).map(encodeRecord) as [string, string, string]
  expect(parseJournal(`${one}${two}${three.replace('three', 'other')}`)).toMatchObject({ state: 'torn-tail', badLine: 3 })
  expect(parseJournal(`${one}${two.replace('two', 'other')}${three}`)).toMatchObject({ state: 'broken', badLine: 2 })
  expect(parseJournal(`${one}${three}`)).toMatchObject({ state: 'torn-tail', badLine: 2 })
  expect(parseJournal(`${one}${three}${three}`)).toMatchObject({ state: 'broken', badLine: 2 })
  expect(parseJournal(`${one}\0\0\0`)).toMatchObject({ state: 'torn-tail', badLine: 2 })
})

test('property: no single changed character before the last line goes unnoticed', () => {
  const whole = text(chain(['one', 'two', 'three']))
  const lastLine = whole.lastIndexOf('\n', whole.length - 2) + 1
  fc.assert(
    fc.property(fc.nat({ max: lastLine - 1 }), fc.constantFrom('0', 'f', '"', '\n', ' '), (at, character) => {
      fc.pre(whole[at] !== character)
      expect(parseJournal(`${whole.slice(0, at)}${character}${whole.slice(at + 1)}`).state).toBe('broken')
    }),
    { numRuns: 500, seed: 3 },
  )
})
