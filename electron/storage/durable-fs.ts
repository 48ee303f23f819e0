import type { DiskPlace } from './file-systems.ts'

/** What a look at one name tells, without following a symlink. */
export interface FileFacts {
  readonly kind: 'file' | 'folder' | 'symlink' | 'other'
  readonly sizeBytes: number
  /** Permission bits only, such as 0o600. */
  readonly mode: number
  /** Device and inode as decimal text: together they are the file, whatever its name. */
  readonly device: string
  readonly inode: string
  readonly modifiedNs: string
  /** How many names the file has, in all folders of its disk. */
  readonly links: number
}

/** An open file that is only written to. */
export interface WritableFile {
  /** Writes from the start of `bytes`; may write fewer than given, as a full disk does. Returns how many. */
  write(bytes: Uint8Array): Promise<number>
  /** After an error the written data counts as lost: the kernel clears the error, so a second `sync` proves nothing. */
  sync(): Promise<void>
  close(): Promise<void>
}

/**
 * The closed set of things that may be done to files that matter. Everything in it is one effect or one look, so that
 * a recorder sees each step, a model can lose each un-synced one, and a test can fail each one.
 * Errors are Node's own (`code` is ENOSPC, EIO, EEXIST, …).
 */
export interface DurableFs {
  /** Creates the file or fails with EEXIST; never follows a symlink. */
  openExclusive(path: string, mode: number): Promise<WritableFile>
  /** Opens for appending and creates when absent; never follows a symlink. */
  openAppend(path: string, mode: number): Promise<WritableFile>
  rename(from: string, to: string): Promise<void>
  /** A second name for the same file; fails with EEXIST when `to` is taken. */
  linkNoReplace(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
  /** Makes the names in a folder durable. */
  syncFolder(path: string): Promise<void>
  /** Makes the content of a file durable that another program part wrote, such as SQLite. */
  syncFile(path: string): Promise<void>
  /** One folder; no error when it is there already. */
  makeFolder(path: string, mode: number): Promise<void>
  setMode(path: string, mode: number): Promise<void>
  /** All bytes; never through a symlink; fails with EFBIG above the limit. */
  read(path: string, limitBytes: number): Promise<Uint8Array>
  /** Copies a file to a new name (fails when taken), synced. Never follows a symlink. For databases, which may be large. */
  copyNew(from: string, to: string, mode: number): Promise<void>
  /** Names in the folder, sorted; empty when the folder is absent. */
  list(path: string): Promise<string[]>
  /** `null` when the name is absent. */
  stat(path: string): Promise<FileFacts | null>
  /** This process may make and rename files in the folder, and what it makes there belongs to the folder's owner. */
  canWrite(path: string): Promise<boolean>
  /** Where a path that is there lies. */
  diskPlace(path: string): Promise<DiskPlace>
  /** Bytes a program without privileges may still write on the file system of `path`. */
  freeBytes(path: string): Promise<number>
}

/** A sync failed and can't be made good: no further write to this disk is trusted. */
export class DiskFailing extends Error {
  readonly path: string
  constructor(path: string, cause: unknown) {
    super(path, { cause })
    this.name = 'DiskFailing'
    this.path = path
  }
}

/** Node's code of a failed file operation, such as `ENOSPC`; empty when it is another kind of error. */
export const errorCode = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''
