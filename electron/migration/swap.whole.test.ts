import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SmesherId } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { realFs } from '../storage/index.ts'
import { readKeyFolder } from './key-files.io.ts'
import type { IdentityRows } from './row-store.ts'
import { sqliteRows } from './rows.io.ts'
import { countRows, rowCounts, rowsHash, schemaDifference } from './rows.ts'
import { swapDatabase } from './stage-rows.io.ts'

const recordings = fileURLToPath(new URL('../../e2e/recordings/data-folders', import.meta.url))
let work = ''
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'smeshdesk-swap-'))
  for (const name of ['after-sigterm', 'registered-mid-epoch']) cpSync(join(recordings, name), join(work, name), { recursive: true })
})
afterEach(() => rmSync(work, { recursive: true, force: true }))

const database = (name: string) => join(work, name, 'local.sql')
const idsOf = async (name: string) => (await readKeyFolder(realFs, join(work, name, 'identities'))).entries.flatMap(({ id }) => id ?? [])
/** A private copy of file and `-wal`, as the executor takes it. */
function copyOf(name: string): string {
  const copy = join(work, `copy-${readdirSync(work).length}.sql`)
  cpSync(database(name), copy)
  if (existsSync(`${database(name)}-wal`)) cpSync(`${database(name)}-wal`, `${copy}-wal`)
  return copy
}
const rowsIn = (name: string, id: SmesherId) => sqliteRows.read(copyOf(name), id)
const swap = (name: string, change: (staged: string) => Promise<void>) => {
  const path = database(name)
  return swapDatabase({
    fs: realFs,
    rows: sqliteRows,
    folder: join(work, name),
    database: path,
    staged: `${path}.staged-b`,
    before: `${path}.before-b`,
    change,
  })
}
const put = (name: string, id: SmesherId, rows: IdentityRows | null) => swap(name, (staged) => sqliteRows.edit(staged, id, rows))

test('every row of a stopped node lies in the -wal: file and -wal are read as one', async () => {
  const [id] = await idsOf('registered-mid-epoch')
  if (id === undefined) throw new Error('no key in the recording')
  expect(statSync(database('registered-mid-epoch')).size).toBe(4096)
  const { tables, schema } = await rowsIn('registered-mid-epoch', id)
  expect(rowCounts(tables)).toEqual({ post: 1, challenge: 1, poet_registration: 1, nipost: 0 })
  expect(schema.userVersion).toBe(9)
  expect(schemaDifference(schema, (await rowsIn('after-sigterm', id)).schema)).toBeNull()
})

test('rows move into the real target whole, its own stay, and nothing of the old -wal comes back', async () => {
  const [id] = await idsOf('registered-mid-epoch')
  if (id === undefined) throw new Error('no key in the recording')
  const rows = await rowsIn('registered-mid-epoch', id)
  const residents = await Promise.all(
    (await idsOf('after-sigterm')).map(async (own) => [own, rowsHash((await rowsIn('after-sigterm', own)).tables)] as const),
  )
  const mode = statSync(database('after-sigterm')).mode
  await put('after-sigterm', id, rows)
  expect(rowsHash((await rowsIn('after-sigterm', id)).tables)).toBe(rowsHash(rows.tables))
  for (const [own, hash] of residents) expect(rowsHash((await rowsIn('after-sigterm', own)).tables)).toBe(hash)
  expect(readdirSync(join(work, 'after-sigterm')).filter((name) => name.startsWith('local.sql'))).toEqual([
    'local.sql',
    'local.sql.before-b',
  ])
  expect(statSync(database('after-sigterm')).mode).toBe(mode)
  // As a node opens it: write-ahead, same version.
  const node = new DatabaseSync(database('after-sigterm'))
  expect(node.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
  expect(node.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  node.close()
  await put('after-sigterm', id, null)
  expect(countRows((await rowsIn('after-sigterm', id)).tables)).toBe(0)
  for (const [own, hash] of residents) expect(rowsHash((await rowsIn('after-sigterm', own)).tables)).toBe(hash)
})

test('a database that another process has open is not touched', async () => {
  const [id] = await idsOf('after-sigterm')
  const node = new DatabaseSync(database('registered-mid-epoch'))
  node.prepare('SELECT count(*) FROM post').get()
  const before = readFileSync(database('registered-mid-epoch'))
  await expect(put('registered-mid-epoch', SmesherId.parse(id), null)).rejects.toMatchObject({ name: 'DatabaseInUse' })
  expect(readFileSync(database('registered-mid-epoch')).equals(before)).toBe(true)
  node.close()
})

test('while the swap holds the database no other process can open it, under either name', async () => {
  const [id] = await idsOf('after-sigterm')
  const attempts: string[] = []
  const open = (path: string) => {
    const script = `const { DatabaseSync } = require('node:sqlite'); const d = new DatabaseSync(${JSON.stringify(path)}); d.exec('PRAGMA journal_mode=wal'); d.prepare('SELECT count(*) FROM post').get(); console.log('opened')`
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' })
    attempts.push(stdout.trim() || (/Error: (.*)/.exec(stderr)?.[1] ?? stderr))
  }
  const path = database('after-sigterm')
  await swap('after-sigterm', async (staged) => {
    open(path)
    open(`${path}.before-b`)
    await sqliteRows.edit(staged, SmesherId.parse(id), null)
  })
  expect(attempts).toEqual(['database is locked', 'database is locked'])
  open(path)
  expect(attempts.at(-1)).toBe('opened')
})

test('a database of another version or with other columns takes no rows', async () => {
  const [id] = await idsOf('registered-mid-epoch')
  if (id === undefined) throw new Error('no key in the recording')
  const rows = await rowsIn('registered-mid-epoch', id)
  const older = { ...rows, schema: { ...rows.schema, userVersion: 8 } }
  await expect(put('after-sigterm', id, older)).rejects.toThrow(`user_version: ${saw('two', '8', '9')}`)
  expect(countRows((await rowsIn('after-sigterm', id)).tables)).toBe(0)
  expect(readdirSync(join(work, 'after-sigterm'))).toContain('local.sql')
})
