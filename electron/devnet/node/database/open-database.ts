import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Logger } from '../log/logger.ts'
import type { NodeVersion } from '../versions.ts'

/** Thrown with the node's words when a database can't be used. */
export class DatabaseRefusal extends Error {}

/** Kept for the life of the process: a closed last connection would checkpoint, and the real node never does (e2e/recordings/README.md, 1). */
const held: DatabaseSync[] = []

interface Opening {
  readonly path: string
  readonly target: number
  readonly migrate: (current: number) => string
  readonly version: NodeVersion
  readonly log: Logger
}

/**
 * Opens a database of the node in WAL mode and brings it to the version of the program.
 * @throws DatabaseRefusal when it is newer, or no database
 */
export function openDatabase({ path, target, migrate, version, log }: Opening): DatabaseSync {
  if (!isSqlite(path))
    throw new DatabaseRefusal(`open db file:${path}: sqlite.Conn.Prepare: SQLITE_NOTADB: file is not a database (PRAGMA journal_mode=wal;)`)
  const database = new DatabaseSync(path, { timeout: 5000 })
  held.push(database)
  database.exec('PRAGMA journal_mode = wal; PRAGMA synchronous = normal')
  const current = userVersion(database)
  const fields = { uri: `file:${path}`, 'current version': current, 'target version': target }
  if (current > target) {
    log.error('database version is newer than expected - downgrade is not supported', fields)
    const check = version.name.startsWith('1.7') ? 'check db version: ' : ''
    throw new DatabaseRefusal(`${check}database version is too new: ${current} > ${target}`)
  }
  if (current < target) {
    log.info(version.looksForLegacyKey || current === 0 ? 'running migrations' : 'running migrations in-place', fields)
    database.exec(`BEGIN;${migrate(current)}COMMIT`)
  }
  return database
}

/**
 * The check of 1.5 and newer before anything else is touched.
 * @returns the refusal without `Error: `, or null
 */
export function upgradeRefusal(path: string): string | null {
  if (!existsSync(path)) return null
  if (!isSqlite(path))
    return 'version upgrade verification failed: failed to get db version: read user_version step 0: sqlite.Stmt.Step: SQLITE_NOTADB: file is not a database (PRAGMA user_version;)'
  const database = new DatabaseSync(path)
  held.push(database)
  const current = userVersion(database)
  // guess: the whole sentence; its second half is from the source
  return current > 0 && current < 7
    ? 'version upgrade verification failed: to use node version 1.5 or newer, please upgrade to v1.4 first'
    : null
}

const userVersion = (database: DatabaseSync): number => Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0)

/** True for an absent or empty file too: SQLite makes a database of it. */
function isSqlite(path: string): boolean {
  if (!existsSync(path) || statSync(path).size === 0) return true
  const file = openSync(path, 'r')
  try {
    const head = Buffer.alloc(16)
    readSync(file, head, 0, 16, 0)
    return head.toString('latin1') === 'SQLite format 3\0'
  } finally {
    closeSync(file)
  }
}
