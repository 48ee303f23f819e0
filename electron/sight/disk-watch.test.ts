import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { RigName, SmesherId } from '../contract/model/basics.ts'
import type { SlotRow } from '../contract/model/rig.ts'
import { slotOf } from '../processes/testing/slot-of.ts'
import { manualClock } from '../time/testing/manual-clock.ts'
import { type DiskWatchDependencies, watchDisk } from './disk-watch.io.ts'
import { newIdentityMemory, seeTables } from './identity-memory.ts'
import type { Sighting } from './sightings.ts'

const home = z.parse(RigName, 'home')
const id = z.parse(SmesherId, '0a'.repeat(32))
const minute = 60_000
const endings: (() => void)[] = []
afterEach(() => {
  for (const end of endings.splice(0)) end()
})

/** A `local.sql` as a node leaves it: the file holds next to nothing, all is in the `-wal` (docs/protocol.md §3). */
function database() {
  const folder = mkdtempSync(join(tmpdir(), 'disk-watch-'))
  const node = new DatabaseSync(join(folder, 'local.sql'))
  node.exec('PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0')
  for (const table of ['post', 'challenge', 'nipost']) node.exec(`CREATE TABLE ${table} (id BLOB PRIMARY KEY, epoch INT)`)
  node.exec('CREATE TABLE poet_registration (id BLOB, address TEXT)')
  node.prepare('INSERT INTO post VALUES (?, 1)').run(Buffer.from(id, 'hex'))
  endings.push(() => {
    node.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return { folder, node }
}
const treeOf = (folder: string) =>
  readdirSync(folder).map((name) => {
    const { mtimeMs, size, ino } = statSync(join(folder, name))
    return [name, mtimeMs, size, ino, readFileSync(join(folder, name)).toString('hex')]
  })

type Seen<Source> = Extract<Sighting, { source: Source }>

/** A watch whose sightings are waited for one by one. */
function watching(folder: string, part: Partial<DiskWatchDependencies> = {}) {
  const { clock, advance } = manualClock(1_000)
  const waiting = new Map<string, (sighting: Sighting) => void>()
  const early = new Map<string, Sighting>()
  const emit = (sighting: Sighting) => {
    const take = waiting.get(sighting.source)
    waiting.delete(sighting.source)
    if (take === undefined) early.set(sighting.source, sighting)
    else take(sighting)
  }
  const next = <Source extends 'rows' | 'space'>(source: Source) =>
    new Promise<Seen<Source>>((resolve) => {
      const seen = early.get(source)
      early.delete(source)
      if (seen === undefined) waiting.set(source, resolve as (sighting: Sighting) => void)
      else resolve(seen as Seen<Source>)
    })
  const failed = (error: unknown) => {
    throw error
  }
  let slot: SlotRow = slotOf({ state: 'ended' })
  const deps = {
    clock,
    emit,
    barrier: () => ({ failed }),
    slot: () => slot,
    mayWrite: () => true,
    ids: () => [id],
    freeBytes: () => Promise.resolve(1_000),
  }
  const profile = mkdtempSync(join(tmpdir(), 'disk-watch-profile-'))
  const watch = watchDisk({ name: home, folders: [folder, profile] }, { ...deps, ...part })
  endings.push(watch.stop, () => rmSync(profile, { recursive: true, force: true }))
  return { next, advance, early, profile, set: (to: Partial<SlotRow>) => (slot = slotOf(to)) }
}

test('of a stopped node a private copy says whose rows are there; its own files stay as they are, to the byte', async () => {
  const { folder } = database()
  const before = treeOf(folder)
  const { next, profile } = watching(folder)
  expect([...((await next('rows')).tables ?? [])]).toEqual([[id, ['post']]])
  expect(treeOf(folder)).toEqual(before)
  // What a killed look leaves lies in the profile, and the next one takes it away.
  expect(readdirSync(profile, { recursive: true })).toEqual(['looks'])
})

test('rows that were there and are gone are remembered as lost; what goes with an ATX is not', async () => {
  const { folder, node } = database()
  node.prepare('INSERT INTO nipost VALUES (?, 1)').run(Buffer.from(id, 'hex'))
  const { next, advance } = watching(folder)
  const memory = newIdentityMemory(id)
  const take = ({ at, tables }: Seen<'rows'>) => seeTables(memory, { node: home, at, tables: tables?.get(id) ?? [] })
  take(await next('rows'))
  expect(memory.rows).toMatchObject({ tables: ['post', 'nipost'], lost: [] })
  node.exec('DELETE FROM post; DELETE FROM nipost')
  await advance(minute)
  take(await next('rows'))
  expect(memory.rows).toMatchObject({ tables: [], lost: ['post'] })
  node.exec('DELETE FROM challenge')
  node.prepare('INSERT INTO challenge VALUES (?, 1)').run(Buffer.from(id, 'hex'))
  await advance(minute)
  take(await next('rows'))
  expect(memory.rows).toMatchObject({ tables: ['challenge'], lost: ['post'] })
})

test.each<Partial<SlotRow>>([
  { state: 'running', pid: 5 },
  { state: 'external', pid: 5 },
  { state: 'backing-off' },
  { state: 'starting' },
  { state: 'unknown' },
  { state: 'stopped', heldBy: 'b1' },
])('the database of a node that is %o is not looked at', async (state) => {
  const { folder } = database()
  const { next, advance, early, set } = watching(folder, { slot: () => slotOf(state) })
  set(state)
  await next('space')
  await advance(minute)
  await next('space')
  expect(early.has('rows')).toBe(false)
})

test('without the profile no copy is made in it, until it is ours again', async () => {
  const { folder } = database()
  const mayWrite = vi.fn(() => false)
  const { next, advance, early, profile } = watching(folder, { mayWrite })
  await vi.waitFor(() => expect(mayWrite).toHaveBeenCalledTimes(1))
  await advance(minute)
  // A second look begins only after the first one has ended.
  await vi.waitFor(() => expect(mayWrite).toHaveBeenCalledTimes(2))
  expect([early.has('rows'), readdirSync(profile)]).toEqual([false, []])
  mayWrite.mockReturnValue(true)
  await advance(minute)
  expect((await next('rows')).tables?.get(id)).toEqual(['post'])
})

test('what is no database is unknown, never empty', async () => {
  const { folder, node } = database()
  node.exec('DROP TABLE post; DROP TABLE challenge; DROP TABLE nipost; DROP TABLE poet_registration')
  expect((await watching(folder).next('rows')).tables).toBeNull()
})

test('the fuller of two disks is told; one that hangs or refuses is unknown, one that is not there is nothing', async () => {
  const { folder } = database()
  const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }))
  const frees = new Map([[folder, 500]])
  const told = async (freeBytes: DiskWatchDependencies['freeBytes'], wait = 0) => {
    const { next, advance } = watching(folder, { freeBytes })
    await advance(wait)
    return (await next('space')).space
  }
  expect(await told((path) => Promise.resolve(frees.get(path) ?? 900))).toEqual({ path: folder, free: 500 })
  expect(await told(failing('EACCES'))).toEqual({ path: folder, free: null })
  expect(await told(failing('ENOENT'))).toBeNull()
  expect(await told((path) => (path === folder ? new Promise<number>(() => undefined) : Promise.resolve(9)), 10_000)).toEqual({
    path: folder,
    free: null,
  })
})

test('a disk that hangs is asked once until it has answered', async () => {
  const { folder } = database()
  const asked: string[] = []
  const freeBytes = (path: string) => {
    asked.push(path)
    return path === folder ? new Promise<number>(() => undefined) : Promise.resolve(9)
  }
  const { next, advance } = watching(folder, { freeBytes })
  for (const _minute of [1, 2, 3]) {
    await advance(10_000)
    expect((await next('space')).space).toEqual({ path: folder, free: null })
    await advance(minute)
  }
  expect(asked.filter((path) => path === folder)).toHaveLength(1)
  expect(asked.length).toBeGreaterThan(3)
})
