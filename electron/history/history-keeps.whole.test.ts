import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Epoch, type Instant, type Layer, RigName } from '../contract/model/basics.ts'
import type { NodeTold } from '../contract/model/history.ts'
import { idOf } from '../verdict/testing/small-rig.ts'
import type { History } from './index.ts'
import type { Note } from './notes.ts'
import { historyFolder } from './testing/history-folder.io.ts'

let kept = historyFolder()
beforeEach(() => {
  kept = historyFolder()
})
afterEach(() => kept.end())

const [home, attic] = [RigName.parse('home'), RigName.parse('attic')]
/** Nothing is kept that is older than a year and a month. */
const start = 1_000_000_000_000
const told = (after: number, what: Partial<NodeTold> = {}): Note => ({
  note: 'told',
  at: (start + after) as Instant,
  what: { is: 'node-event', node: home, event: 'post-start', identity: idOf(1), failure: false, help: 'h', fields: {}, ...what },
})
const all = { before: null, identity: null, kinds: null, most: 1_000 }
const entriesOf = async (history: History, asked: Partial<Parameters<History['ask']['events']>[0]> = {}) =>
  (await history.ask.events({ ...all, ...asked })).entries
const gapsOf = async (history: History) => (await history.ask.gaps({ since: 0, until: kept.now() + 1e9, most: 100 })).gaps.toReversed()
const second = 1_000

test('an event that a node replays is kept once, also after a restart; every other one is kept', async () => {
  const others: Partial<NodeTold>[] = [
    { node: attic },
    { event: 'post-complete' },
    { failure: true },
    { help: 'another' },
    { identity: idOf(2) },
    { identity: null },
    { fields: { challenge: '00' } },
  ]
  const notes = [told(5), told(6), ...others.map((what) => told(5, what))]
  const first = await kept.open()
  first.note(notes)
  first.note(notes)
  await kept.kill()
  const next = await kept.open()
  next.note(notes)
  expect(await entriesOf(next)).toHaveLength(2 + others.length)
})

test('of two events that mean one thing the second alone is no other one', async () => {
  const waits = { event: 'wait-round-end', fields: { publish: '7', until: 'x' } } as const
  const history = await kept.open()
  history.note([
    told(5_000, waits),
    told(5_002, waits),
    told(5_002, { ...waits, fields: { publish: '8', until: 'y' } }),
    told(9_000, waits),
  ])
  expect((await entriesOf(history)).map(({ at }) => at - start)).toEqual([9_000, 5_002, 5_000])
})

test('what is remembered is read in pages, by identity and by kind, newest first', async () => {
  const history = await kept.open()
  history.note(Array.from({ length: 25 }, (_, index) => told(index % 5, { identity: idOf(index % 2), fields: { n: String(index) } })))
  history.tell([{ key: 'k', at: (start + 2) as Instant, what: { is: 'ban-found', identity: idOf(1), name: 'a1' } }])
  const whole = await entriesOf(history)
  const paged: string[] = []
  for (let before: string | null = null; ; ) {
    const page = await entriesOf(history, { before, most: 4 })
    paged.push(...page.map(({ key }) => key))
    before = page.at(-1)?.key ?? null
    if (before === null) break
  }
  expect(paged).toEqual(whole.map(({ key }) => key))
  expect(whole.map(({ at }) => at)).toEqual(whole.map(({ at }) => at).sort((one, other) => other - one))
  expect(await entriesOf(history, { kinds: ['node-event', 'ban-found'] })).toEqual(whole)
  expect(await entriesOf(history, { kinds: ['ban-found'] })).toMatchObject([{ key: 'k', what: { is: 'ban-found' } }])
  expect(await entriesOf(history, { identity: idOf(1) })).toHaveLength(13)
  expect(await entriesOf(history, { identity: idOf(1), kinds: ['node-event'] })).toHaveLength(12)
  expect(await entriesOf(history, { before: 'nobody knows it' })).toEqual([])
})

test('a time in which it was closed is a gap, and so is one after it was killed: from its last sign of life on', async () => {
  const first = await kept.open()
  await kept.advance(100 * second)
  await first.close()
  const closed = kept.now()
  await kept.advance(50 * second)
  await kept.open()
  const opened = kept.now()
  // Its last sign of life was the last beat, or anything that it wrote.
  await kept.advance(7 * second)
  await kept.kill()
  await kept.advance(50 * second)
  expect(await gapsOf(await kept.open())).toEqual([
    { node: null, cause: 'closed', since: closed - second, until: opened },
    { node: null, cause: 'killed', since: opened - second, until: kept.now() },
  ])
})

test('a node that is not followed is a gap of its own, as long as it is not', async () => {
  const first = await kept.open()
  const lost = (node: RigName, since: number): Note => ({ note: 'gap', node, cause: 'not-followed', since, until: null })
  const at = kept.now()
  first.note([lost(home, at), lost(attic, at), { note: 'looked', node: home, at: at + 5 }, lost(home, at + 9), lost(home, at + 12)])
  expect(await gapsOf(first)).toEqual([
    { node: home, cause: 'not-followed', since: at, until: at + 5 },
    { node: attic, cause: 'not-followed', since: at, until: null },
    { node: home, cause: 'not-followed', since: at + 9, until: null },
  ])
  await kept.advance(20 * second)
  await kept.kill()
  // What lasts ends with the run: from there on nobody looked at anything.
  const ended = kept.sql('SELECT alive FROM life')[0]?.alive
  const next = await kept.open()
  expect((await gapsOf(next)).slice(1)).toMatchObject([
    { node: attic, until: ended },
    { node: home, until: ended },
    { node: null, since: ended },
  ])
})

test('a computer that slept looked at nothing', async () => {
  const history = await kept.open()
  await kept.advance(100 * second)
  const fell = kept.now() - 10 * second
  kept.sleep(60 * second)
  await kept.advance(5 * second)
  expect(await gapsOf(history)).toEqual([{ node: null, cause: 'stood-still', since: fell, until: kept.now() }])
})

test('what waited too long to be written is a time of which not all is kept', async () => {
  const history = await kept.open()
  history.note(Array.from({ length: 30_000 }, (_, index) => told(index)))
  await history.close()
  const next = await kept.open()
  expect((await gapsOf(next))[0]).toMatchObject({ node: null, cause: 'not-kept' })
  expect(kept.sql("SELECT count(*) AS n FROM happenings WHERE kind = 'node-event'")[0]?.n).toBeLessThan(30_000)
})

test('ATXs and rewards are kept once, whoever tells of them', async () => {
  const history = await kept.open()
  const atx = (node: RigName | null, at: number | null): Note => ({
    note: 'atx-seen',
    id: 'a7',
    identity: idOf(1),
    epoch: 7 as Epoch,
    at: at as Instant | null,
    node,
    numUnits: at,
    coinbase: null,
  })
  const reward = (layer: number): Note => ({
    note: 'reward-seen',
    id: `${layer} 1`,
    identity: idOf(1),
    layer: layer as Layer,
    smidge: '9007199254740993',
    coinbase: 'x1',
    node: home,
  })
  history.note([atx(null, null), told(8, { event: 'atx-published', fields: { publish: '7', target: '8', atx: 'a7' } }), atx(attic, 9)])
  history.note([reward(70), reward(71), reward(70)])
  expect(await history.ask.earned(idOf(1), 10)).toEqual({
    atxs: [{ id: 'a7', epoch: 7, at: start + 8, node: home, numUnits: 9, coinbase: null }],
    rewards: [71, 70].map((layer) => ({ layer, total: '9007199254740993', coinbase: 'x1', node: home })),
    paid: { layers: 2, total: '18014398509481986' },
    forgotten: { epoch: null, layer: null },
  })
})

test('epochs: what is told last stands, and what is taken back goes; a ban counts from when it was first found', async () => {
  const history = await kept.open()
  const outcome = (epoch: number, is: 'missed' | 'late' | null): Note => ({ note: 'outcomes', of: [[idOf(1), epoch as Epoch, is]] })
  history.note([outcome(5, 'missed'), outcome(6, 'missed'), outcome(5, 'late'), outcome(6, null)])
  history.note([
    { note: 'banned', identity: idOf(1), at: 80 },
    { note: 'banned', identity: idOf(1), at: 90 },
  ])
  const asked = { from: 0, before: Number.MAX_SAFE_INTEGER }
  expect(await history.ask.epochs([idOf(1), idOf(2)], asked)).toEqual([
    { id: idOf(1), outcomes: [[5, 'late']], atxs: [], bannedAt: 80 },
    { id: idOf(2), outcomes: [], atxs: [], bannedAt: null },
  ])
})

test('the speed and the passes of a proof stay with it; a new try begins anew', async () => {
  const history = await kept.open()
  const step = (at: number, is: 'began' | 'done' | 'failed', seen?: { pass: number | null; bytesPerSecond: number | null }) =>
    history.tell([
      {
        key: `${at}`,
        at: (start + at) as Instant,
        what: { is: 'proof-progressed', identity: idOf(1), name: 'a1', epoch: 7 as Epoch, step: is, ...(seen && { seen }) },
      },
    ])
  const proof = async () => (await history.ask.proofs(idOf(1), 10))[0]
  step(1, 'began')
  step(2, 'failed', { pass: 4, bytesPerSecond: 100 })
  expect(await proof()).toEqual({
    epoch: 7,
    began: start + 1,
    ended: start + 2,
    how: 'failed',
    passes: 4,
    bytesPerSecond: 100,
    bytes: null,
    source: null,
  })
  step(3, 'began')
  expect(await proof()).toMatchObject({ ended: null, passes: null, bytesPerSecond: null })
  step(4, 'done', { pass: 2, bytesPerSecond: null })
  expect(await proof()).toMatchObject({ began: start + 1, ended: start + 4, passes: 2, bytesPerSecond: null })
})

test('a proof whose beginning was seen after its end has no beginning; one that came late was published too', async () => {
  const history = await kept.open()
  const of = { identity: idOf(1), name: 'a1', epoch: 7 as Epoch }
  const at = (after: number) => (start + after) as Instant
  history.tell([
    { key: 'b', at: at(5), what: { is: 'proof-progressed', ...of, step: 'began' } },
    { key: 'e', at: at(3), what: { is: 'epoch-lost', ...of, as: 'published-late', seen: { pass: 2, bytesPerSecond: 9 } } },
  ])
  expect(await history.ask.proofs(idOf(1), 10)).toEqual([
    { epoch: 7, began: null, ended: start + 3, how: 'published', passes: 2, bytesPerSecond: 9, bytes: null, source: null },
  ])
})

test('the file uses no more than it may, and what nodes propose goes first', async () => {
  const history = await kept.open({ bytes: 2_000_000 })
  const filler = 'x'.repeat(400)
  for (let turn = 0; turn < 12; turn += 1) {
    history.note(Array.from({ length: 500 }, (_, index) => told(turn * 1_000 + index, { event: 'proposal', fields: { filler } })))
    history.note(Array.from({ length: 50 }, (_, index) => told(turn * 1_000 + index, { fields: { filler } })))
    await history.ask.gaps({ since: 0, until: 0, most: 1 })
  }
  await history.close()
  expect(statSync(kept.path).size).toBeLessThan(3_500_000)
  const kinds = Object.fromEntries(kept.sql('SELECT kind, count(*) AS n FROM happenings GROUP BY kind').map(({ kind, n }) => [kind, n]))
  expect(kinds['node-event']).toBe(600)
  expect(kinds.proposal).toBeLessThan(4_000)
  const { forgotten } = await (await kept.open()).ask.events(all)
  expect(forgotten).toBeGreaterThan(0)
})

test('a file of version 1 is brought up, and keeps all that it has', async () => {
  const database = new DatabaseSync(kept.path)
  database.exec(`CREATE TABLE happenings (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL);
    CREATE TABLE proofs (id INTEGER PRIMARY KEY, identity TEXT NOT NULL, epoch INTEGER NOT NULL, began INTEGER, ended INTEGER, how TEXT, UNIQUE (identity, epoch));
    PRAGMA user_version = 1`)
  const put = database.prepare('INSERT INTO happenings (key, at, kind, what) VALUES (?, ?, ?, ?)')
  const of = { identity: idOf(1), name: 'a1' }
  const whats = [
    { is: 'epoch-lost', ...of, epoch: 60, as: 'published-late' },
    { is: 'epoch-lost', ...of, epoch: 61, as: 'missed' },
    { is: 'state-changed', ...of, from: 'due', to: 'reading' },
    { is: 'epoch-kept', ...of, epoch: 62 },
    { is: 'ban-found', ...of },
    { is: 'run-started', kind: 'node', name: 'home' },
  ]
  for (const [index, what] of whats.entries()) put.run(`k${index}`, start + index, what.is, JSON.stringify(what))
  put.run('damaged', start + 1_000, 'epoch-kept', '{')
  database.exec(`INSERT INTO proofs (identity, epoch, began, ended, how) VALUES ('${idOf(1)}', 62, 1, 9, 'published'); `)
  database.close()
  await kept.advance(5_000)
  const history = await kept.open()
  expect(kept.lines).toEqual([])
  expect((await entriesOf(history)).map(({ what }) => what).toReversed()).toEqual(whats)
  expect(await entriesOf(history, { identity: idOf(1) })).toHaveLength(5)
  expect(history.list().map(({ what }) => what.is)).not.toContain('state-changed')
  expect(await history.ask.epochs([idOf(1)], { from: 0, before: 1_000 })).toMatchObject([
    {
      outcomes: [
        [60, 'late'],
        [61, 'missed'],
        [62, 'published'],
      ],
      bannedAt: start + 4,
    },
  ])
  expect(await history.ask.proofs(idOf(1), 10)).toEqual([
    { epoch: 62, began: 1, ended: 9, how: 'published', passes: null, bytesPerSecond: null, bytes: null, source: null },
  ])
  // Until its last entry it was looked at; how it ended, version 1 did not write down.
  expect((await history.ask.gaps({ since: 0, until: Number.MAX_SAFE_INTEGER, most: 10 })).first).toBe(start)
  expect(await gapsOf(history)).toMatchObject([{ node: null, cause: 'killed', since: start + 1_000, until: kept.now() }])
})

test('a disk that stays full is told once, as long as it lasts', async () => {
  const history = await kept.open()
  const asked = () =>
    history.ask.gaps({ since: 0, until: 0, most: 1 }).then(
      () => true,
      () => false,
    )
  expect(await asked()).toBe(true)
  kept.sql("CREATE TRIGGER full BEFORE UPDATE ON life BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END")
  for (let turn = 0; turn < 4; turn += 1) {
    await kept.advance(60 * second)
    history.note([told(turn)])
    await asked()
  }
  expect(kept.lines).toHaveLength(1)
  kept.sql('DROP TRIGGER full')
  await kept.advance(60 * second)
  expect(await entriesOf(history)).toHaveLength(5)
  expect(kept.lines).toHaveLength(1)
})

test('a history that can’t be read says so by a code of the list', async () => {
  const history = await kept.open()
  history.note([told(1)])
  await entriesOf(history)
  kept.sql('DROP TABLE proofs')
  await expect(history.ask.proofs(idOf(1), 10)).rejects.toMatchObject({ code: 'history_unreadable' })
  // Not asked again at once, and not for what could be read either.
  await expect(entriesOf(history)).rejects.toMatchObject({ code: 'history_unreadable' })
})
