import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError } from '../contract/errors.ts'
import { localFileSystem } from './disk-place.io.ts'
import { realFs } from './real-fs.io.ts'

export interface HeldFolder {
  release(): void
}

function lock(file: string): DatabaseSync {
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

/**
 * Makes this process the one owner of a profile folder: an SQLite file held with BEGIN EXCLUSIVE, a lock of the kernel that
 * is gone with the process, kill -9 included. Throws `profile_in_use` when another process has it, and when the folder lies
 * on a file system whose locks prove nothing.
 */
export async function holdFolder(folder: string): Promise<HeldFolder> {
  await realFs.makeFolder(folder, 0o700)
  if ((await localFileSystem(folder)) === null)
    throw new AppError('profile_in_use', `${folder} lies on a network or unknown file system, where a lock proves nothing`, {
      reason: 'file-system',
    })
  try {
    const database = lock(join(folder, 'owner.lock'))
    return {
      release: () => {
        if (database.isOpen) database.close()
      },
    }
  } catch (error) {
    throw new AppError('profile_in_use', `${folder} is in use by another Smeshdesk: ${String(error)}`, { reason: 'held' })
  }
}
