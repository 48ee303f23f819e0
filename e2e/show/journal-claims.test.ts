import { expect, test } from 'vitest'
import type { JournalRecord } from '../../electron/storage/index.ts'
import { claimsOf } from '../journeys/journal-claims.ts'

const record = (kind: JournalRecord['kind'], step: string, more: Partial<JournalRecord> = {}): JournalRecord => ({
  v: 1,
  seq: 1,
  kind,
  batch: 'b',
  step,
  from: null,
  to: null,
  ts: 0,
  mono: 0,
  bootId: '',
  appVersion: '',
  evidence: {},
  prev: '',
  hash: '',
  ...more,
})
const begun = [record('EVIDENCE', 'source-held'), record('EVIDENCE', 'source-silent'), record('INTENT', 'retire-key')]
const missing = (end: 'moved' | 'put-back', records: readonly JournalRecord[]) =>
  claimsOf(end, records).filter(({ holds }) => !holds).length

test('a move that held, started and asked is as claimed; one that lacks a part is not', () => {
  const whole = [
    ...begun,
    record('DONE', 'start-target', { evidence: { source: 'started' } }),
    record('DONE', 'start-service', { to: 'moved' }),
  ]
  expect(missing('moved', whole)).toBe(0)
  for (const lacking of [0, 1, 3, 4]) expect(missing('moved', whole.toSpliced(lacking, 1))).toBeGreaterThan(0)
  expect(missing('moved', [...whole.slice(1), record('EVIDENCE', 'source-held')])).toBe(1)
})

test('one that was put back armed nothing and came to its end', () => {
  const whole = [...begun, record('NOTE', 'begin-undo'), record('INTENT', 'undo-restart'), record('DONE', 'undo', { to: 'aborted' })]
  expect(missing('put-back', whole)).toBe(0)
  expect(missing('put-back', [...whole, record('INTENT', 'arm')])).toBe(1)
  expect(missing('put-back', whole.slice(0, -1))).toBe(1)
})
