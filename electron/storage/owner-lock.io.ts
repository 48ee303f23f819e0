import { chmodSync, closeSync, openSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'
import { localFileSystem } from './disk-place.io.ts'
import { realFs } from './real-fs.io.ts'

/** A file that this process holds with a lock of the kernel. */
export interface HeldFile {
  /**
   * The name still leads to the file that is held: otherwise another process may hold what lies there now. Once it does not, it
   * never does again: what the other has done meanwhile is not known.
   */
  isOurs(): boolean
  release(): void
}

/** What was to be written is no longer ours alone: another Smeshdesk may own the profile. Nothing more is written. */
export class NotOurs extends Error {
  constructor(detail: string) {
    super(detail)
    this.name = 'NotOurs'
  }
}

/** For this user alone. One that is there is not opened: to close it again would end a lock of this process. */
function keepPrivate(file: string): void {
  try {
    if (fileAt(file) === null) closeSync(openSync(file, 'wx', 0o600))
    else chmodSync(file, 0o600)
  } catch {
    // Who tries to hold it is told why not.
  }
}

function lock(file: string): DatabaseSync {
  keepPrivate(file)
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    database.exec('PRAGMA locking_mode=EXCLUSIVE')
    database.exec('BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Device and inode of the file that a name leads to; `null` when there is none, or it can't be told. */
export function fileAt(path: string): string | null {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return `${dev}:${ino}`
  } catch {
    return null
  }
}

/** Holds a file, made where there is none, for as long as this process lives, kill -9 included. Throws when another process holds it. */
export function holdFile(path: string): HeldFile {
  const database = lock(path)
  const held = fileAt(path)
  let ours = held !== null
  return {
    isOurs: () => {
      ours &&= database.isOpen && fileAt(path) === held
      return ours
    },
    release: () => {
      if (database.isOpen) database.close()
    },
  }
}

/**
 * Makes this process the one owner of a profile folder: an SQLite file held with BEGIN EXCLUSIVE, a lock of the kernel that
 * is gone with the process, kill -9 included. Throws `profile_in_use` when another process has it, and when the folder lies
 * on a file system whose locks prove nothing.
 */
export async function holdFolder(folder: string): Promise<HeldFile> {
  await realFs.makeFolder(folder, 0o700)
  if ((await localFileSystem(folder)) === null)
    throw new AppError('profile_in_use', saw('locks-prove-nothing', folder), {
      reason: 'file-system',
    })
  try {
    return holdFile(join(folder, 'owner.lock'))
  } catch (error) {
    throw new AppError('profile_in_use', `${folder}: ${String(error)}`, { reason: 'held' })
  }
}
