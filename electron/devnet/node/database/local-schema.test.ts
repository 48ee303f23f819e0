import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { nodeVersion } from '../versions.ts'
import { type InitialPost, localRows } from './local-rows.ts'
import { localMigrations } from './local-schema.ts'

interface Table {
  readonly without_rowid: boolean
  readonly table_xinfo: readonly object[]
  readonly indexes: readonly {
    readonly name: string
    readonly unique: number
    readonly origin: string
    readonly columns: readonly string[]
  }[]
}
interface Schema {
  readonly user_version: number
  readonly tables: Readonly<Record<string, Table>>
}
const recorded: Readonly<Record<string, Schema>> = JSON.parse(
  readFileSync(new URL('../../../../e2e/recordings/local-sql/schemas.json', import.meta.url), 'utf8'),
)

function schemaOf(database: DatabaseSync): Schema {
  const names = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all()
  const plain = (row: object) => ({ ...row })
  const tables = names.map(({ name }): [string, Table] => {
    const all = (sql: string) => database.prepare(sql).all(String(name))
    const indexes = all('SELECT name, "unique", origin FROM pragma_index_list(?)').map((index) => ({
      name: String(index.name),
      unique: Number(index.unique),
      origin: String(index.origin),
      columns: database
        .prepare('SELECT name FROM pragma_index_info(?)')
        .all(String(index.name))
        .map((column) => String(column.name)),
    }))
    const [info] = all("SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?")
    return [
      String(name),
      { without_rowid: Number(info?.wr) === 1, table_xinfo: all('SELECT * FROM pragma_table_xinfo(?)').map(plain), indexes },
    ]
  })
  return { user_version: Number(database.prepare('PRAGMA user_version').get()?.user_version), tables: Object.fromEntries(tables) }
}

describe('local.sql', () => {
  it.each(['1.7.6', '1.6.8', '1.4.6'])('has the tables of node %s', (name) => {
    const database = new DatabaseSync(':memory:')
    database.exec(localMigrations(0, nodeVersion(name)))
    const { user_version, tables } = schemaOf(database)
    expect(user_version).toBe(recorded[name]?.user_version)
    expect(tables).toEqual(recorded[name]?.tables)
  })

  it('comes from an old version to the newest as if it had been made by it', () => {
    const database = new DatabaseSync(':memory:')
    database.exec(localMigrations(0, nodeVersion('1.4.6')))
    database.exec(localMigrations(7, nodeVersion('1.6.8')))
    database.exec(localMigrations(8, nodeVersion('1.7.6')))
    expect(schemaOf(database).tables).toEqual(recorded['1.7.6']?.tables)
  })
})

describe('the rows of an identity', () => {
  const version = nodeVersion('1.7.6')
  const id = new Uint8Array(32).fill(1)
  const post: InitialPost = {
    nonce: 3,
    indices: new Uint8Array([1, 2]),
    pow: 2n ** 60n,
    numUnits: 4,
    commitmentAtx: new Uint8Array(32),
    vrfNonce: 9n,
  }

  it('are read as they were written, and forgotten but for the initial proof', () => {
    const database = new DatabaseSync(':memory:')
    database.exec(localMigrations(0, version))
    const rows = localRows(database, version)
    const poet = { ref: new Uint8Array(32).fill(7), membership: new Uint8Array([8]) }
    const challenge = { epoch: 2, sequence: 1, previousAtx: id, positioningAtx: id, initial: post, poet: null }
    const registration = { hash: id, address: 'http://poet', roundId: '1', roundEnd: 123 }
    rows.putPost(id, post)
    rows.putChallenge(id, challenge)
    rows.putPoetProof(id, poet)
    rows.putRegistration(id, registration)
    rows.putNipost(id, { ...post, labelsPerUnit: 1024n, poet })
    expect(rows.post(id)).toEqual(post)
    expect(rows.challenge(id)).toEqual({ ...challenge, poet })
    expect(rows.registrations(id)).toEqual([registration])
    expect(rows.nipost(id)).toMatchObject({ pow: 2n ** 60n, labelsPerUnit: 1024n, poet })
    rows.clear(id)
    expect([rows.challenge(id), rows.registrations(id), rows.nipost(id)]).toEqual([null, [], null])
    expect(rows.post(id)).toEqual(post)
  })
})
