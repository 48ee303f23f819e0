import * as fs from 'node:fs'
import { constants } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import { rowsOver } from '../../electron/migration/index.ts'
import { type DurableFs, realFs, type SqlConnection, SqlFailed, type SqlRow } from '../../electron/storage/index.ts'

/**
 * The real file operations, but all in the main thread: strace counts calls per thread, so only then does "the n-th write" name one
 * moment of the whole run.
 */
const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_RDONLY, O_RDWR, O_WRONLY } = constants

function writable(path: string, flags: number, mode: number) {
  const file = fs.openSync(path, flags | O_NOFOLLOW, mode)
  return {
    write: async (bytes: Uint8Array) => fs.writeSync(file, bytes),
    sync: async () => fs.fsyncSync(file),
    close: async () => fs.closeSync(file),
  }
}

function syncPath(path: string, flags: number): void {
  const file = fs.openSync(path, flags | O_NOFOLLOW)
  try {
    fs.fsyncSync(file)
  } finally {
    fs.closeSync(file)
  }
}

export const oneThreadFs: DurableFs = {
  // Looks have no effect, so they may run wherever they like.
  ...realFs,
  openExclusive: async (path, mode) => writable(path, O_CREAT | O_EXCL | O_WRONLY, mode),
  openAppend: async (path, mode) => writable(path, O_CREAT | O_APPEND | O_WRONLY, mode),
  rename: async (from, to) => fs.renameSync(from, to),
  linkNoReplace: async (from, to) => fs.linkSync(from, to),
  unlink: async (path) => fs.unlinkSync(path),
  syncFolder: async (path) => syncPath(path, O_RDONLY),
  syncFile: async (path) => syncPath(path, O_RDWR),
  makeFolder: async (path, mode) => {
    if (!fs.existsSync(path)) fs.mkdirSync(path, { mode })
  },
  setMode: async (path, mode) => fs.chmodSync(path, mode),
  copyNew: async (from, to, mode) => {
    fs.copyFileSync(from, to, constants.COPYFILE_EXCL)
    fs.chmodSync(to, mode)
    syncPath(to, O_RDWR)
  },
}

const failed = (error: unknown): SqlFailed => {
  const code = typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) : 1
  return new SqlFailed(String(error), code)
}

function connect(path: string): SqlConnection {
  const database = new DatabaseSync(path, { timeout: 0 })
  const attempt = <T>(act: () => T): T => {
    try {
      return act()
    } catch (error) {
      throw failed(error)
    }
  }
  return {
    exec: async (sql) => attempt(() => database.exec(sql)),
    all: async (sql, parameters = []) =>
      attempt(() => {
        const statement = database.prepare(sql)
        statement.setReadBigInts(true)
        return statement.all(...parameters).map((row): SqlRow => ({ ...row }))
      }),
    backup: async (target) => {
      await backup(database, target)
    },
    close: async () => {
      if (database.isOpen) database.close()
    },
  }
}

export const oneThreadRows = rowsOver(async (path) => connect(path))
