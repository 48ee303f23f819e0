import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { RigName } from '../contract/model/basics.ts'
import { SlotRow } from '../contract/model/rig.ts'
import { kinds } from './kinds.ts'
import { newRecord, type SlotRecord } from './slot.ts'
import { type SlotShown, slotRow } from './slot-row.ts'

const name = z.parse(RigName, 'n')
const record = newRecord({ kind: 'node', name })
const still: SlotShown = {
  name,
  record,
  state: 'stopped',
  heldBy: null,
  ownedBy: null,
  outlasted: false,
  waits: null,
  adopted: false,
  externalPid: null,
  externalCommandLine: null,
  planned: ['/bin/go-spacemesh', '-d', '/data'],
  refused: null,
  loses: false,
}
const row = (part: Partial<SlotShown>) => slotRow({ ...still, ...part })
const run = {
  stage: 'running' as const,
  token: '0'.repeat(32),
  program: '/bin/go-spacemesh',
  args: ['-d', '/old'],
  cwd: '/',
  logFile: '/l',
  logOffset: 0,
  at: 5,
  identity: { bootId: 'b', pid: 7, startTicks: '1', exe: '/bin/go-spacemesh' },
}

test('a node that stands still can be started, and only that', () => {
  expect(z.parse(SlotRow, row({}))).toEqual(row({}))
  expect(row({})).toMatchObject({ startClosed: null, stopClosed: 'not-running', restartClosed: 'not-running', stopWords: null })
  expect(row({})).toMatchObject({ pid: null, ours: false, startedAt: null, commandLine: still.planned })
  expect(row({ state: 'running' })).toMatchObject({ startClosed: 'already-running', stopClosed: null, restartClosed: null })
})

test('whose process it is, by which command line, whoever started it', () => {
  const own = row({ state: 'running', record: { ...record, run }, adopted: true })
  expect(own).toMatchObject({ pid: 7, ours: true, adopted: true, startedAt: 5, commandLine: ['/bin/go-spacemesh', '-d', '/old'] })
  const line = ['go-spacemesh', '-d', '/other']
  const other = row({ state: 'external', externalPid: 9, externalCommandLine: line })
  expect(other).toMatchObject({ pid: 9, ours: false, startedAt: null, commandLine: line, startClosed: 'external' })
  // Answers, and no process of this computer is behind it.
  expect(row({ state: 'external' })).toMatchObject({ pid: null, startClosed: 'answers-elsewhere', stopClosed: 'external' })
})

test('a try by itself is told only of what waits for one, and never of what is held', () => {
  const waits: SlotRecord = { ...record, law: { ...record.law, nextAt: 9_000 } }
  expect(row({ state: 'backing-off', record: waits }).nextTryAt).toBe(9_000)
  expect(row({ state: 'backing-off', record: waits, heldBy: 'move-1' }).nextTryAt).toBeNull()
  expect(row({ state: 'stopped', record: waits }).nextTryAt).toBeNull()
})

const spec = { program: '/bin/go-spacemesh', dataFolder: '/data' }
test.each<[Partial<SlotShown>, string | null]>([
  [{ refused: kinds.node.missing({ ...spec, program: null }) }, 'no-program'],
  [{ refused: kinds.node.missing({ ...spec, dataFolder: null }) }, 'no-folder'],
  [{ refused: kinds.node.missing({ program: null, dataFolder: null }) }, 'not-here'],
  [{ state: 'external', externalPid: 9, refused: kinds.node.missing({ ...spec, program: null }) }, 'external'],
  [{ refused: kinds.node.missing(spec) }, null],
  [{ heldBy: 'move-1' }, 'held-by-migration'],
  [{ state: 'unknown' }, 'state-unknown'],
  [{ state: 'stopping' }, 'stopping'],
])('why a start is closed: %j', (part, closed) => {
  expect(row(part).startClosed).toBe(closed)
})

test('a restart is closed where the start after it would be', () => {
  expect(row({ state: 'running', refused: 'no-program' })).toMatchObject({ stopClosed: null, restartClosed: 'no-program' })
  expect(row({ state: 'running', heldBy: 'move-1' })).toMatchObject({ stopClosed: 'held-by-migration', restartClosed: 'held-by-migration' })
})

test('what had its time and runs on is ended at once by words of its own', () => {
  expect(row({ state: 'running', outlasted: true })).toMatchObject({ stopWords: 'end:n', outlasted: true })
})
