import { constants } from 'node:fs'
import { access, chmod, copyFile, link, lstat, mkdir, open, readdir, rename, statfs, unlink } from 'node:fs/promises'
import { diskPlace } from './disk-place.io.ts'
import type { DurableFs, FileFacts, WritableFile } from './durable-fs.ts'
import { errorCode } from './durable-fs.ts'

// O_NOFOLLOW is undefined on Windows, where `|` takes it for 0.
const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_RDONLY, O_RDWR, O_WRONLY } = constants

async function openForWriting(path: string, flags: number, mode: number): Promise<WritableFile> {
  const file = await open(path, flags | O_NOFOLLOW, mode)
  return {
    write: async (bytes) => (await file.write(bytes, 0, bytes.length)).bytesWritten,
    sync: () => file.sync(),
    close: () => file.close(),
  }
}

async function read(path: string, limitBytes: number): Promise<Uint8Array> {
  const file = await open(path, O_RDONLY | O_NOFOLLOW)
  try {
    const buffer = new Uint8Array(Math.min((await file.stat()).size, limitBytes) + 1)
    let length = 0
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, null)
      if (bytesRead === 0) return buffer.slice(0, length)
      length += bytesRead
    }
    throw Object.assign(new Error(`${path} is larger than ${limitBytes} bytes or grows`), { code: 'EFBIG' })
  } finally {
    await file.close()
  }
}

async function stat(path: string): Promise<FileFacts | null> {
  const found = await lstat(path, { bigint: true }).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null
    throw error
  })
  if (found === null) return null
  const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : found.isSymbolicLink() ? 'symlink' : 'other'
  return {
    kind,
    sizeBytes: Number(found.size),
    mode: Number(found.mode) & 0o777,
    device: String(found.dev),
    inode: String(found.ino),
    modifiedNs: String(found.mtimeNs),
    links: Number(found.nlink),
  }
}

/** On Windows a folder can't be synced (EPERM); NTFS keeps names by its own journal. */
const foldersSync = process.platform !== 'win32'

async function syncPath(path: string, flags: number): Promise<void> {
  const file = await open(path, flags | O_NOFOLLOW)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

async function copyNew(from: string, to: string, mode: number): Promise<void> {
  if ((await stat(from))?.kind !== 'file') throw Object.assign(new Error(`${from} is not a regular file`), { code: 'EINVAL' })
  await copyFile(from, to, constants.COPYFILE_EXCL)
  await chmod(to, mode)
  await syncPath(to, O_RDWR)
}

/** The file system of this computer. */
export const realFs: DurableFs = {
  openExclusive: (path, mode) => openForWriting(path, O_CREAT | O_EXCL | O_WRONLY, mode),
  openAppend: (path, mode) => openForWriting(path, O_CREAT | O_APPEND | O_WRONLY, mode),
  rename,
  linkNoReplace: link,
  unlink,
  syncFolder: async (path) => (foldersSync ? syncPath(path, O_RDONLY) : undefined),
  syncFile: (path) => syncPath(path, O_RDWR),
  makeFolder: async (path, mode) => {
    await mkdir(path, { mode }).catch(async (error: unknown) => {
      if (errorCode(error) !== 'EEXIST' || (await stat(path))?.kind !== 'folder') throw error
    })
  },
  setMode: chmod,
  read,
  copyNew,
  list: async (path) => {
    const names = await readdir(path).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return []
      throw error
    })
    return names.sort((a, b) => (a < b ? -1 : 1))
  },
  stat,
  canWrite: async (path) => {
    try {
      await access(path, constants.W_OK | constants.X_OK)
      // A key or database of another user's would keep that user's node from starting. Windows has no such numbers.
      return process.geteuid === undefined || (await lstat(path)).uid === process.geteuid()
    } catch {
      return false
    }
  },
  diskPlace,
  freeBytes: async (path) => {
    const { bavail, bsize } = await statfs(path)
    return bavail * bsize
  },
}
