import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Epoch } from '../contract/model/basics.ts'
import type { Happening, ProofStep, What } from '../contract/model/happening.ts'
import { createFaults } from '../faults/faults.ts'
import type { Clock } from '../time/index.ts'
import { idOf } from '../verdict/testing/small-rig.ts'
import { type History, openHistory } from './history.io.ts'

let folder = ''
let lines: string[] = []
let now = 0
let isOurs = true
const open_: History[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smeshdesk-history-'))
  lines = []
  now = 1_000_000_000_000
  isOurs = true
})
afterEach(async () => {
  for (const one of open_.splice(0)) await one.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open(): Promise<History> {
  let count = 0
  const faults = createFaults({ log: (line) => lines.push(line), now: () => now, reference: () => `r${++count}` })
  const history = await openHistory(folder, { faults, mayWrite: () => isOurs, clock: clock() })
  open_.push(history)
  return history
}

const clock = (): Clock => ({ now: () => now, after: () => () => undefined, chance: () => 0 })
const path = () => join(folder, 'history.sqlite')
function rows(table: 'happenings' | 'proofs') {
  const database = new DatabaseSync(path(), { readOnly: true })
  const found = database.prepare(`SELECT * FROM ${table} ORDER BY id`).all()
  database.close()
  return found
}
function change(sql: string) {
  const database = new DatabaseSync(path())
  database.exec(sql)
  database.close()
}
const happening = (at: number, what: What): Happening => ({ key: `${at} ${what.is}`, at: at as Happening['at'], what })
const ofA1 = { identity: idOf(1), name: 'a1' }
const kept = (at: number, epoch = 61) => happening(at, { is: 'epoch-kept', ...ofA1, epoch: epoch as Epoch })
const step = (at: number, is: ProofStep, epoch = 61) => happening(at, { is: 'proof-progressed', ...ofA1, epoch: epoch as Epoch, step: is })
const keysOf = (history: History) => history.list().map(({ key }) => key)

test('what was told is there after a restart, oldest first, each once', async () => {
  const first = await open()
  first.tell([step(now, 'began'), happening(now + 1, { is: 'state-changed', ...ofA1, from: 'due', to: 'reading' })])
  first.tell([kept(now + 2), kept(now + 2)])
  await first.close()
  const second = await open()
  expect(second.list()).toEqual([step(now, 'began'), kept(now + 2)])
  second.tell([kept(now + 2)])
  await second.close()
  // Rows may still be shown while it closes.
  second.tell([kept(now + 3)])
  await second.close()
  expect(rows('happenings')).toHaveLength(4)
  expect(lines).toEqual([])
})

test('proofs: one row for each identity and epoch, by how it went', async () => {
  const history = await open()
  history.tell([step(now + 1, 'began'), step(now + 2, 'failed'), step(now + 3, 'began'), step(now + 4, 'done'), step(now + 5, 'taken')])
  history.tell([kept(now + 6), step(now + 7, 'failed')])
  history.tell([step(now + 8, 'done', 62), step(now + 9, 'began', 63), step(now + 10, 'failed', 63), kept(now + 11, 64)])
  await history.close()
  const identity = idOf(1)
  expect(rows('proofs')).toMatchObject([
    { identity, epoch: 61, began: now + 1, ended: now + 4, how: 'published' },
    { identity, epoch: 62, began: null, ended: now + 8, how: 'done' },
    { identity, epoch: 63, began: now + 9, ended: now + 10, how: 'failed' },
    { identity, epoch: 64, began: null, ended: now + 11, how: 'published' },
  ])
})

/** Adds so many rows of a kind. */
const fill = (kind: string, count: number) =>
  change(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    INSERT INTO happenings (key, at, kind, what) SELECT '${kind} ' || i, ${now}, '${kind}', '{}' FROM n`)
const kinds = () => {
  const groups = Map.groupBy(rows('happenings'), ({ kind }) => String(kind))
  return Object.fromEntries([...groups].map(([kind, all]) => [kind, all.length]))
}

test('old rows go, and too many of a kind, which push nothing else out', async () => {
  const history = await open()
  history.tell([kept(now - 401 * 86_400_000), ...Array.from({ length: 12_000 }, (_, index) => kept(now + index, index))])
  await history.close()
  expect(rows('happenings')).toHaveLength(12_000)
  for (const [kind, left] of [
    ['state-changed', { 'state-changed': 50_000, 'epoch-kept': 12_001 }],
    ['ban-found', { 'state-changed': 50_000, 'ban-found': 50_000, 'epoch-kept': 12_002 }],
  ] as const) {
    fill(kind, 60_000)
    const next = await open()
    next.tell([kept(now + 20_000 + left['epoch-kept'])])
    await next.close()
    expect(kinds()).toEqual(left)
  }
})

test('a row that can’t be read takes no other with it', async () => {
  const first = await open()
  first.tell([kept(now), kept(now + 1, 62), kept(now + 2, 63)])
  await first.close()
  change(`UPDATE happenings SET what = '{' WHERE at = ${now}; UPDATE happenings SET at = 1e17 WHERE at = ${now + 1}`)
  const second = await open()
  expect(second.list()).toContainEqual(kept(now + 2, 63))
  expect(lines).toEqual([])
})

for (const [what, damage] of [
  ['no database', () => writeFileSync(path(), 'x'.repeat(5_000))],
  [
    'damaged in the middle',
    () => {
      const text = readFileSync(path())
      writeFileSync(path(), text.fill(0xff, 4_096, 8_192))
    },
  ],
] as const)
  test(`a history that is ${what} is set aside and begun anew, and that is told`, async () => {
    const first = await open()
    first.tell([kept(now)])
    await first.close()
    damage()
    const before = readFileSync(path())
    const second = await open()
    expect(second.list().map(({ what: told }) => told)).toEqual([{ is: 'history-failed', how: 'set-aside', reference: 'r1' }])
    second.tell([kept(now + 1)])
    await second.close()
    expect(rows('happenings')).toHaveLength(2)
    const aside = readdirSync(folder).filter((name) => name.includes('damaged'))
    expect(aside).toHaveLength(1)
    expect(readFileSync(join(folder, aside[0] ?? ''))).toEqual(before)
    expect(lines).toHaveLength(1)
  })

/** Has SQLite refuse a part of what is written, as a full disk does. */
const full = "CREATE TRIGGER full BEFORE INSERT ON proofs BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
const refuse = (isRefused: boolean) => change(isRefused ? full : 'DROP TRIGGER full')

test('a write that fails is undone whole and told once, the core goes on, and it is written when it can be again', async () => {
  await (await open()).close()
  refuse(true)
  const history = await open()
  history.tell([happening(now, { is: 'ban-found', ...ofA1 }), kept(now)])
  history.tell([kept(now + 1, 62)])
  await history.close()
  expect([rows('happenings').length, rows('proofs').length]).toEqual([0, 0])
  expect(keysOf(history).map((key) => key.split(' ')[1])).toEqual(['ban-found', 'epoch-kept', 'epoch-kept', 'r1'])
  expect(lines).toHaveLength(1)
  refuse(false)
  now += 60_000
  history.tell([kept(now, 63)])
  await history.close()
  expect(rows('proofs')).toHaveLength(3)
  expect(rows('happenings').map(({ kind }) => kind)).toEqual(['ban-found', 'epoch-kept', 'epoch-kept', 'history-failed', 'epoch-kept'])
})

test('a clock that is set back after a failure keeps nothing from being written', async () => {
  await (await open()).close()
  refuse(true)
  const history = await open()
  history.tell([kept(now)])
  await vi.waitFor(() => expect(lines).toHaveLength(1), 20_000)
  refuse(false)
  now -= 86_400_000
  history.tell([kept(now, 62)])
  await vi.waitFor(() => expect(rows('proofs')).toHaveLength(2), 20_000)
})

test('what waits while the file can’t be opened is written once it can be', async () => {
  mkdirSync(path())
  const history = await open()
  history.tell([kept(now), kept(now + 1)])
  rmSync(path(), { recursive: true })
  now += 60_000
  history.tell([kept(now + 2)])
  await history.close()
  expect(rows('happenings').filter(({ kind }) => kind === 'epoch-kept')).toHaveLength(3)
})

test('in a folder that is no longer ours nothing is written', async () => {
  const history = await open()
  isOurs = false
  history.tell([kept(now)])
  await history.close()
  expect([rows('happenings').length, keysOf(history).length]).toEqual([0, 1])
  rmSync(path())
  await open()
  expect([readdirSync(folder), lines]).toEqual([[], []])
})
