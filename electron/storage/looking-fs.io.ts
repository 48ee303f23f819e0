import type { Way } from './look-lane.io.ts'
import { type LookThreads, lookThreads } from './look-threads.io.ts'

/** A name in a folder; its bytes, each as one character. */
export interface Entry {
  readonly bytes: string
  readonly kind: 'file' | 'folder' | 'link' | 'other'
}

/** What is told of a file or folder. */
export interface Facts {
  readonly dev: bigint
  readonly ino: bigint
  readonly size: bigint
  readonly mtimeNs: bigint
  readonly ctimeNs: bigint
  readonly isFile: boolean
  /** Permission bits. */
  readonly mode: number
}

const acts: Way = {
  name: 'folders',
  program: `
const fs = require('node:fs')
const kindOf = (entry) => (entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other')
const facts = (follow) => (path) => {
  const found = (follow ? fs.statSync : fs.lstatSync)(path, { bigint: true })
  const { dev, ino, size, mtimeNs, ctimeNs } = found
  return { dev, ino, size, mtimeNs, ctimeNs, isFile: found.isFile(), mode: Number(found.mode) & 0o777 }
}
const read = (follow) => (path, limit) => {
  const file = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK | (follow ? 0 : (fs.constants.O_NOFOLLOW ?? 0)))
  try {
    const bytes = new Uint8Array(Math.min(fs.fstatSync(file).size, limit) + 1)
    const count = fs.readSync(file, bytes, 0, bytes.length, 0)
    if (count === bytes.length) throw Object.assign(new Error(), { code: 'EFBIG' })
    return bytes.slice(0, count)
  } finally {
    fs.closeSync(file)
  }
}
const does = {
  list: (path) => fs.readdirSync(path, { withFileTypes: true, encoding: 'latin1' }).map((entry) => ({ bytes: entry.name, kind: kindOf(entry) })),
  opens: (path) => fs.opendirSync(path).closeSync(),
  'facts-here': facts(false),
  'facts-there': facts(true),
  real: (path) => fs.realpathSync.native(path),
  'read-here': read(false),
  'read-there': read(true),
  may: (path, wanted) => fs.accessSync(path, wanted),
  space: (path) => {
    const { bavail, bsize } = fs.statfsSync(path)
    return bavail * bsize
  },
}
const run = {
  look: ([act, path, limit]) => {
    try {
      return { is: does[act](Buffer.from(path, 'latin1'), limit) }
    } catch (error) {
      return { code: error?.code ?? 'unknown' }
    }
  },
}
`,
}

/** Looks at files and folders that hang nobody else: each throws with the system's code, or as `LookThreads` does. Read only. */
export function lookingFs(threads: LookThreads = lookThreads) {
  const ask = async <Found>(act: string, path: string | Buffer, limit = 0): Promise<Found> => {
    const bytes = typeof path === 'string' ? Buffer.from(path) : path
    const found = (await threads.look(acts, [act, bytes.toString('latin1'), limit], `${bytes.toString('latin1')}\0${act}`)) as
      | { readonly is: Found }
      | { readonly code: string }
    if ('code' in found) throw Object.assign(new Error(found.code), { code: found.code })
    return found.is
  }
  return {
    list: (path: string | Buffer) => ask<readonly Entry[]>('list', path),
    /** That it is a folder which can be listed. */
    opens: (path: string) => ask<undefined>('opens', path),
    facts: (path: string, follow: boolean) => ask<Facts>(follow ? 'facts-there' : 'facts-here', path),
    real: (path: string) => ask<string>('real', path),
    /** All bytes; fails with EFBIG above the limit. Never through a link, unless it is to be followed. */
    read: (path: string, limitBytes: number, follow = false) => ask<Uint8Array>(follow ? 'read-there' : 'read-here', path, limitBytes),
    /** That this user may: `constants.R_OK`, `X_OK`. */
    may: (path: string, wanted: number) => ask<undefined>('may', path, wanted),
    /** Bytes that a program without privileges may still write there. */
    freeBytes: (path: string) => ask<number>('space', path),
  }
}
export type LookingFs = ReturnType<typeof lookingFs>
