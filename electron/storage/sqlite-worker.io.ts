import { startThread } from './sqlite-thread.io.ts'

export type SqlValue = null | number | bigint | string | Uint8Array
export type SqlRow = Readonly<Record<string, SqlValue>>

/** An open database, in a thread of its own: the main loop does no SQLite. Integers come back as bigint. */
export interface SqlConnection {
  exec(sql: string): Promise<void>
  all(sql: string, parameters?: readonly SqlValue[]): Promise<SqlRow[]>
  /** Copies the database, page by page, to a new file through this connection, so that its lock stays. */
  backup(path: string): Promise<void>
  /** Closes the database and ends the thread. Safe to call twice. */
  close(): Promise<void>
}

const program = `
const { DatabaseSync, backup } = require('node:sqlite')
let database
const run = {
  open: (path, readOnly) => { database = new DatabaseSync(path, { readOnly, timeout: 0 }) },
  exec: (sql) => database.exec(sql),
  all: (sql, parameters) => {
    const statement = database.prepare(sql)
    statement.setReadBigInts(true)
    return statement.all(...parameters).map((row) => ({ ...row }))
  },
  backup: async (path) => { await backup(database, path) },
  close: () => database?.close(),
}
`

/** Opens the file at `path` (created when absent and not read-only). Throws `SqlFailed`. */
export async function openSqlite(path: string, { readOnly }: { readonly readOnly: boolean }): Promise<SqlConnection> {
  const { ask, close } = await startThread('smeshdesk-sqlite', program, [path, readOnly])
  return {
    exec: async (sql) => void (await ask('exec', [sql])),
    all: async (sql, parameters = []) => (await ask('all', [sql, parameters])) as SqlRow[],
    backup: async (target) => void (await ask('backup', [target])),
    close,
  }
}
