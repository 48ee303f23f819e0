import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqlite } from './sqlite-worker.io.ts'

let folder = ''
const at = (name: string) => join(folder, name)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smeshdesk-sqlite-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('values keep their kind and size', async () => {
  const database = await openSqlite(at('a.sql'), { readOnly: false })
  await database.exec('CREATE TABLE t (id BLOB, n INT, s TEXT)')
  await database.all('INSERT INTO t VALUES (?, ?, ?)', [new Uint8Array([1, 255]), 2n ** 62n, null])
  expect(await database.all('SELECT * FROM t')).toEqual([{ id: new Uint8Array([1, 255]), n: 2n ** 62n, s: null }])
  await database.close()
  await database.close()
})

test('a locked database is told from other failures', async () => {
  const holder = await openSqlite(at('a.sql'), { readOnly: false })
  await holder.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE')
  const other = await openSqlite(at('a.sql'), { readOnly: false })
  await expect(other.exec('BEGIN EXCLUSIVE')).rejects.toMatchObject({ busy: true })
  await expect(other.exec('nonsense')).rejects.toMatchObject({ busy: false })
  await expect(openSqlite(at('none/b.sql'), { readOnly: false })).rejects.toMatchObject({ name: 'SqlFailed' })
  await Promise.all([holder.close(), other.close()])
})

test('a backup goes through the connection that holds the lock', async () => {
  const holder = await openSqlite(at('a.sql'), { readOnly: false })
  await holder.exec('CREATE TABLE t (n INT); INSERT INTO t VALUES (7); PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT')
  await holder.backup(at('b.sql'))
  const copy = await openSqlite(at('b.sql'), { readOnly: true })
  expect(await copy.all('SELECT n FROM t')).toEqual([{ n: 7n }])
  await Promise.all([holder.close(), copy.close()])
})
