import { Worker } from 'node:worker_threads'

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

/** SQLite said no. `busy`: another connection holds the lock; the code is SQLite's (5 busy, 13 full, 11 corrupt, 26 not a database). */
export class SqlFailed extends Error {
  readonly code: number
  readonly busy: boolean
  constructor(message: string, code: number) {
    super(message)
    this.name = 'SqlFailed'
    this.code = code
    this.busy = (code & 0xff) === 5 || (code & 0xff) === 6
  }
}

// Plain text, because a thread that is made from text needs no file of its own: so the bundle of either shell carries it.
const program = `
const { parentPort } = require('node:worker_threads')
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
parentPort.on('message', async ({ name, values }) => {
  try {
    parentPort.postMessage({ value: await run[name](...values) })
  } catch (error) {
    parentPort.postMessage({ failed: { message: String(error?.message ?? error), code: Number(error?.errcode ?? 1) } })
  }
  if (name === 'close') parentPort.close()
})
`

type Answer = { readonly value?: unknown; readonly failed?: { readonly message: string; readonly code: number } }

/** One question at a time, in the order they were asked. */
function makeAsk(worker: Worker): (name: string, values: readonly unknown[]) => Promise<unknown> {
  let queue: Promise<unknown> = Promise.resolve()
  const once = (name: string, values: readonly unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      const done = (act: () => void) => {
        worker.off('message', onMessage).off('error', onError).off('exit', onExit)
        act()
      }
      const onMessage = ({ value, failed }: Answer) =>
        done(() => (failed === undefined ? resolve(value) : reject(new SqlFailed(failed.message, failed.code))))
      const onError = (error: unknown) => done(() => reject(error))
      const onExit = () => done(() => reject(new SqlFailed('the database thread ended', 1)))
      worker.on('message', onMessage).on('error', onError).on('exit', onExit)
      worker.postMessage({ name, values })
    })
  return (name, values) => {
    const next = queue.then(() => once(name, values))
    queue = next.catch(() => undefined)
    return next
  }
}

/** Opens the file at `path` (created when absent and not read-only). Throws `SqlFailed`. */
export async function openSqlite(path: string, { readOnly }: { readonly readOnly: boolean }): Promise<SqlConnection> {
  const worker = new Worker(program, { eval: true, name: 'smeshdesk-sqlite' })
  const ask = makeAsk(worker)
  let open = true
  const close = async () => {
    if (!open) return
    open = false
    try {
      await ask('close', [])
    } finally {
      await worker.terminate()
    }
  }
  const connection: SqlConnection = {
    exec: async (sql) => void (await ask('exec', [sql])),
    all: async (sql, parameters = []) => (await ask('all', [sql, parameters])) as SqlRow[],
    backup: async (target) => void (await ask('backup', [target])),
    close,
  }
  try {
    await ask('open', [path, readOnly])
    return connection
  } catch (error) {
    await close().catch(() => undefined)
    throw error
  }
}
