import { constants } from 'node:fs'
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../storage/index.ts'

const textLimit = 256 * 1024
const namesLimit = 4_000
const absent = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENXIO']

/** So much tells a program from a script. */
const headLimit = 4 * 1024

async function part(file: FileHandle, bytes: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0)
  return buffer.toString('utf8', 0, bytesRead)
}

async function textOf(path: string): Promise<string | null> {
  // Not held up by a pipe in the place of a file.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const facts = await file.stat()
    if (!facts.isFile()) return null
    const head = await part(file, headLimit)
    if (head.includes('\0')) return null
    return facts.size <= headLimit ? head : await part(file, textLimit)
  } finally {
    await file.close()
  }
}

export type StartFiles = ReturnType<typeof startFiles>

/** Read from below `root`; remembers what could not be read. Paths are told without the root. */
export function startFiles(root: string) {
  const incomplete = new Set<string>()
  const unread = (path: string, error: unknown) => {
    if (!absent.includes(errorCode(error))) incomplete.add(path)
  }
  return {
    list: async (folder: string): Promise<string[]> => {
      try {
        const names = (await readdir(join(root, folder))).sort()
        if (names.length > namesLimit) incomplete.add(folder)
        return names.slice(0, namesLimit)
      } catch (error) {
        unread(folder, error)
        return []
      }
    },
    /** `null`: not there, not a text, or not for us. */
    read: async (path: string): Promise<string | null> => {
      try {
        return await textOf(join(root, path))
      } catch (error) {
        unread(path, error)
        return null
      }
    },
    exists: async (path: string): Promise<boolean> => {
      try {
        await lstat(join(root, path))
        return true
      } catch (error) {
        return !absent.includes(errorCode(error))
      }
    },
    get incomplete() {
      return [...incomplete].sort()
    },
  }
}
