import type { SmesherId } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { openSqlite, type SqlConnection, SqlFailed, type SqlRow, type SqlValue } from '../storage/index.ts'
import { DatabaseInUse, type HeldDatabase, type IdentityRows, type RowStore } from './row-store.ts'
import { type Cell, countRows, identityTables, type RowSchema, rowsHash, schemaDifference, type TableRows } from './rows.ts'

const idBytes = (id: SmesherId): Uint8Array => new Uint8Array(Buffer.from(id, 'hex'))
/** Names come from the closed list or from the database's own schema; quoted all the same. */
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Equal text for equal bytes, and back. */
function toCell(value: SqlValue): Cell {
  if (value === null) return 'null'
  if (value instanceof Uint8Array) return `x${Buffer.from(value).toString('hex')}`
  if (typeof value === 'bigint') return `i${value}`
  return typeof value === 'number' ? `r${value}` : `t${value}`
}
function fromCell(cell: Cell): SqlValue {
  const rest = cell.slice(1)
  if (cell === 'null') return null
  if (cell.startsWith('x')) return new Uint8Array(Buffer.from(rest, 'hex'))
  if (cell.startsWith('i')) return BigInt(rest)
  return cell.startsWith('r') ? Number(rest) : rest
}

/** Every detail of the columns as text, in order: what differs in anything is another table. */
const columnsText = (rows: readonly SqlRow[]): string =>
  JSON.stringify(rows.map((row) => Object.entries(row).map(([key, value]) => [key, toCell(value)])))

async function readSchema(database: SqlConnection): Promise<RowSchema> {
  const [version] = await database.all('PRAGMA user_version')
  const tables: Record<string, string> = {}
  for (const table of identityTables) {
    const columns = await database.all(`PRAGMA table_xinfo(${quoted(table)})`)
    if (columns.length > 0) tables[table] = columnsText(columns)
  }
  return { userVersion: Number(version?.user_version ?? -1), tables }
}

async function readTables(database: SqlConnection, schema: RowSchema, id: SmesherId): Promise<TableRows[]> {
  const tables: TableRows[] = []
  for (const table of Object.keys(schema.tables)) {
    const columns = (await database.all(`PRAGMA table_xinfo(${quoted(table)})`)).map(({ name }) => String(name))
    const rows = await database.all(`SELECT * FROM ${quoted(table)} WHERE id = ?`, [idBytes(id)])
    tables.push({ table, columns, rows: rows.map((row) => columns.map((column) => toCell(row[column] ?? null))) })
  }
  return tables
}

/** How a database is opened for reading and writing. */
export type OpenDatabase = (path: string) => Promise<SqlConnection>

async function withDatabase<T>(opening: Promise<SqlConnection>, act: (database: SqlConnection) => Promise<T>): Promise<T> {
  const database = await opening
  try {
    return await act(database)
  } finally {
    await database.close()
  }
}

async function takeLock(database: SqlConnection, path: string): Promise<void> {
  try {
    await database.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT')
  } catch (error) {
    throw error instanceof SqlFailed && error.busy ? new DatabaseInUse(path) : error
  }
}

async function checkpoint(open: OpenDatabase, path: string): Promise<void> {
  await withDatabase(open(path), async (database) => {
    await takeLock(database, path)
    const [answer] = await database.all('PRAGMA wal_checkpoint(TRUNCATE)')
    if (answer?.busy !== 0n) throw new DatabaseInUse(path)
  })
}

async function hold(open: OpenDatabase, path: string): Promise<HeldDatabase> {
  const database = await open(path)
  try {
    await takeLock(database, path)
    // An open transaction keeps the lock even where exclusive mode would give it up; nothing is written in it.
    await database.exec('BEGIN EXCLUSIVE; COMMIT')
  } catch (error) {
    await database.close()
    throw error
  }
  return { copyTo: (target) => database.backup(target), release: () => database.close() }
}

async function replaceRows(database: SqlConnection, id: SmesherId, tables: readonly TableRows[]): Promise<void> {
  const present = await readSchema(database)
  for (const table of Object.keys(present.tables)) await database.all(`DELETE FROM ${quoted(table)} WHERE id = ?`, [idBytes(id)])
  for (const { table, columns, rows } of tables) {
    const sql = `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
    for (const row of rows) await database.all(sql, row.map(fromCell))
  }
}

const totals = async (database: SqlConnection, { tables }: RowSchema): Promise<number> => {
  let sum = 0
  for (const table of Object.keys(tables)) sum += Number((await database.all(`SELECT count(*) AS n FROM ${quoted(table)}`))[0]?.n)
  return sum
}

async function edit(opening: Promise<SqlConnection>, id: SmesherId, rows: IdentityRows | null): Promise<void> {
  await withDatabase(opening, async (database) => {
    const schema = await readSchema(database)
    const difference = rows === null ? null : schemaDifference(rows.schema, schema)
    if (difference !== null) throw new Error(difference)
    const wanted = rows?.tables ?? []
    const others = (await totals(database, schema)) - countRows(await readTables(database, schema, id))
    await database.exec('PRAGMA synchronous=FULL; BEGIN IMMEDIATE')
    await replaceRows(database, id, wanted)
    await database.exec('COMMIT')
    const [integrity] = await database.all('PRAGMA integrity_check')
    if (integrity?.integrity_check !== 'ok') throw new Error(`integrity_check: ${String(integrity?.integrity_check)}`)
    const now = await readTables(database, schema, id)
    const complete = rows === null ? countRows(now) === 0 : rowsHash(now) === rowsHash(wanted)
    if (!complete || (await totals(database, schema)) !== others + countRows(wanted)) throw new Error(saw('rows-do-not-add-up'))
    const [answer] = await database.all('PRAGMA wal_checkpoint(TRUNCATE)')
    if (answer?.busy !== 0n) throw new Error(saw('database-open'))
  })
}

/** `RowStore` over whatever opens a database. */
export const rowsOver = (open: OpenDatabase): RowStore => ({
  read: (path, id) =>
    withDatabase(open(path), async (database) => {
      const schema = await readSchema(database)
      if (Object.keys(schema.tables).length === 0) throw new Error(saw('no-identity-table'))
      return { schema, tables: await readTables(database, schema, id) }
    }),
  checkpoint: (path) => checkpoint(open, path),
  hold: (path) => hold(open, path),
  edit: (path, id, rows) => edit(open(path), id, rows),
})

/** Rows by SQLite, each database in a thread of its own. */
export const sqliteRows: RowStore = rowsOver((path) => openSqlite(path, { readOnly: false }))
