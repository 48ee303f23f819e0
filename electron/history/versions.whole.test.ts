import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Epoch, type Instant, RigName } from '../contract/model/basics.ts'
import { idOf } from '../verdict/testing/small-rig.ts'
import { historySchema } from './history-schema.ts'
import type { Note } from './notes.ts'
import { historyFolder } from './testing/history-folder.io.ts'

let kept = historyFolder()
beforeEach(() => {
  kept = historyFolder()
})
afterEach(() => kept.end())

const home = RigName.parse('home')
const ban: Note = { note: 'banned', identity: idOf(1), at: 5 }

/** A file as a later version leaves it: in another way of writing, and with tables that nobody here knows. */
function writtenLater(journal: 'delete' | 'wal'): void {
  const database = new DatabaseSync(kept.path)
  database.exec(
    `PRAGMA journal_mode = ${journal}; CREATE TABLE later (what TEXT); INSERT INTO later VALUES ('kept'); PRAGMA user_version = 99`,
  )
  database.close()
}

test.each(['delete', 'wal'] as const)(
  'a file of a later version (%s) is left as it lies, byte by byte; that is told once, in a code of its own',
  async (journal) => {
    writtenLater(journal)
    const before = readFileSync(kept.path)
    const history = await kept.open()
    for (let turn = 0; turn < 3; turn += 1) {
      history.note([ban])
      await expect(history.ask.proofs(idOf(1), 10)).rejects.toMatchObject({ code: 'history_newer' })
      await kept.advance(60_000)
    }
    expect(history.list().map(({ what }) => what)).toEqual([{ is: 'history-failed', how: 'newer', reference: expect.any(String) }])
    await history.close()
    expect(readFileSync(kept.path).equals(before)).toBe(true)
    expect(readdirSync(dirname(kept.path))).toEqual(['history.sqlite'])
    expect(kept.lines).toHaveLength(1)
  },
)

/** The tables of an earlier version, with what was kept in them. */
function writtenBefore(version: number, rows: string): void {
  const steps = runInNewContext(`${historySchema}; steps`) as readonly string[]
  const database = new DatabaseSync(kept.path)
  for (const step of steps.slice(0, version)) database.exec(step)
  database.exec(`${rows}; PRAGMA user_version = ${version}`)
  database.close()
}

test('a file of version 2 is brought up in place, and loses nothing', async () => {
  writtenBefore(
    2,
    `INSERT INTO atxs VALUES ('a1', '${idOf(1)}', 7, 5, 'home'); INSERT INTO rewards VALUES ('r', '${idOf(1)}', 30, '18446744073709551615');
    INSERT INTO proofs (identity, epoch, began, ended, how, passes, speed) VALUES ('${idOf(1)}', 7, 1, 9, 'done', 2, 50.5)`,
  )
  const history = await kept.open()
  expect(await history.ask.earned(idOf(1), 10)).toMatchObject({
    atxs: [{ id: 'a1', epoch: 7, at: 5, node: home, numUnits: null, coinbase: null }],
    rewards: [{ layer: 30, total: '18446744073709551615', coinbase: null, node: null }],
  })
  expect(await history.ask.proofs(idOf(1), 10)).toEqual([
    { epoch: 7 as Epoch, began: 1 as Instant, ended: 9, how: 'done', passes: 2, bytesPerSecond: 50.5, bytes: null, source: null },
  ])
  expect(kept.lines).toEqual([])
  expect(readdirSync(dirname(kept.path))).toEqual(['history.sqlite'])
})

test('the file is this user’s alone, as all of the profile, also one that was made otherwise', async () => {
  const mode = () => statSync(kept.path).mode & 0o777
  await (await kept.open()).close()
  expect(mode()).toBe(0o600)
  chmodSync(kept.path, 0o644)
  await (await kept.open()).close()
  expect(mode()).toBe(0o600)
})
