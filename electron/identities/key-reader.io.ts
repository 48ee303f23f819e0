import { type BigIntStats, close, constants, fstat, lstat as lstatOf, open, read, stat as statOf } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { SmesherId } from '../contract/model/basics.ts'
import type { KeyDefect } from '../contract/model/identity.ts'
import { saw } from '../contract/seen.ts'
import { deriveSmesherId, type KeyIdentity, keyFileLimit, soundKey } from '../keys/index.ts'
import { asText, errorCode, inThread } from '../storage/index.ts'
import type { KeyFile } from './key-entry.ts'

/** What one look at one file gave: the identity or the defect, never the bytes. */
type KeyLook = KeyIdentity & { readonly openToOthers: boolean; readonly regular: boolean; readonly file: KeyFile | null }

export interface KeyReader {
  /** Reads one file, read only. `follow`: as the node does; otherwise a symbolic link is no file. Never throws. */
  readonly look: (path: Buffer, follow: boolean) => Promise<KeyLook>
}

const cacheLimit = 20_000
/** Looks are gathered: what is new goes to a thread together. */
const atOnce = 256
/** A change within the same tick of a file system's clock leaves the times as they were: what is younger is read again. */
const settlesMs = 3_000

/** Runs the work over the items with a bound on how many are under way, keeping the order of the results. */
export async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const queue = items.entries()
  const run = async () => {
    for (const [at, item] of queue) results[at] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, run))
  return results
}

// An access list shows in the bits of the group, which are its mask.
const openToOthers = (mode: number): boolean => (mode & 0o077) !== 0
const codeOf = (cause: unknown): string => errorCode(cause) || 'unknown'
const failed = (defect: KeyDefect, detail: string): KeyLook => ({
  ok: false,
  defect,
  detail,
  inside: [],
  openToOthers: false,
  regular: false,
  file: null,
})

// Descriptors and callbacks: a FileHandle for each of a thousand keys costs twice the time.
const openFile: (path: Buffer, flags: number) => Promise<number> = promisify(open)
const closeFile: (file: number) => Promise<void> = promisify(close)
const factsOf = (file: number): Promise<BigIntStats> =>
  new Promise((resolve, reject) => fstat(file, { bigint: true }, (failure, facts) => (failure === null ? resolve(facts) : reject(failure))))
/** The facts of a name, or `null` where there are none: an error is for the opening to name. */
const factsOfName = (path: Buffer, follow: boolean): Promise<BigIntStats | null> =>
  new Promise((resolve) =>
    (follow ? statOf : lstatOf)(path, { bigint: true }, (failure, facts) => resolve(failure === null ? facts : null)),
  )
const readInto = (file: number, bytes: Buffer): Promise<number> =>
  new Promise((resolve, reject) =>
    read(file, bytes, 0, bytes.length, 0, (failure, count) => (failure === null ? resolve(count) : reject(failure))),
  )

async function readBytes(file: number, size: number): Promise<Uint8Array> {
  // One byte more than the file says, so that a file that grew meanwhile is not taken for a whole one.
  const bytes = Buffer.alloc(Math.min(size, keyFileLimit) + 1)
  return bytes.subarray(0, await readInto(file, bytes))
}

type Facts = Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs' | 'ctimeNs' | 'mode'>
interface Stamp {
  readonly text: string
  readonly object: string
  readonly modifiedAt: number
  readonly changedAt: number
  readonly mode: number
}

/** Stands by itself: its text runs in a thread too. */
function stampOf({ dev, ino, size, mtimeNs, ctimeNs, mode }: Facts): Stamp {
  const object = `${dev}:${ino}`
  const [modifiedAt, changedAt] = [Number(mtimeNs / 1_000_000n), Number(ctimeNs / 1_000_000n)]
  return { text: `${object}:${size}:${mtimeNs}:${ctimeNs}`, object, modifiedAt, changedAt, mode: Number(mode) }
}

const restOf = ({ mode, object, modifiedAt }: Stamp) => ({
  openToOthers: process.platform !== 'win32' && openToOthers(mode),
  regular: true,
  file: { object, modifiedAt },
})

/** What was derived, by file and times; and the names that were looked at, for which the facts of the name may do. */
class Remembered {
  readonly #derived = new Map<string, KeyIdentity>()
  readonly #names = new Set<string>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  of(stamp: Stamp): KeyLook | null {
    const known = this.#derived.get(stamp.text)
    return known === undefined ? null : { ...known, ...restOf(stamp) }
  }

  /** A file that is as it was needs no opening: one question in place of three. */
  async named(path: Buffer, follow: boolean): Promise<KeyLook | null> {
    const name = path.toString('latin1')
    if (this.#names.has(name)) {
      const facts = await factsOfName(path, follow)
      return facts?.isFile() ? this.of(stampOf(facts)) : null
    }
    if (this.#names.size >= cacheLimit) this.#names.clear()
    this.#names.add(name)
    return null
  }

  keep(stamp: Stamp, identity: KeyIdentity): KeyLook {
    const settled = Math.max(stamp.modifiedAt, stamp.changedAt) + settlesMs < this.#now()
    if (this.#derived.size >= cacheLimit) this.#derived.clear()
    if (settled) this.#derived.set(stamp.text, identity)
    return { ...identity, ...restOf(stamp) }
  }
}

async function looked(file: number, remembered: Remembered): Promise<KeyLook> {
  const facts = await factsOf(file)
  if (!facts.isFile()) return failed('not-readable', saw('no-plain-file'))
  const stamp = stampOf(facts)
  if (facts.size > keyFileLimit) return { ok: false, defect: 'too-large', detail: `${facts.size} B`, inside: [], ...restOf(stamp) }
  const known = remembered.of(stamp)
  if (known !== null) return known
  const bytes = await readBytes(file, Number(facts.size))
  const identity = deriveSmesherId(bytes)
  bytes.fill(0)
  return remembered.keep(stamp, identity)
}

/** ENOENT of a name that is there: a link that leads nowhere, which the node takes for "no identity" (docs/protocol.md §2.1). */
async function absence(path: Buffer): Promise<KeyLook> {
  const facts = await lstat(path).catch(() => null)
  return facts?.isSymbolicLink() === true ? failed('dangling-symlink', '') : failed('not-readable', 'ENOENT')
}

// O_NONBLOCK: a named pipe in the place of a key must not hang the scan.
const flagsOf = (follow: boolean): number => constants.O_RDONLY | constants.O_NONBLOCK | (follow ? 0 : constants.O_NOFOLLOW)

async function lookAlone(path: Buffer, follow: boolean, remembered: Remembered): Promise<KeyLook> {
  let file: number
  try {
    file = await openFile(path, flagsOf(follow))
  } catch (cause) {
    return codeOf(cause) === 'ENOENT' ? absence(path) : failed('not-readable', codeOf(cause))
  }
  try {
    return await looked(file, remembered)
  } catch (cause) {
    return failed('not-readable', codeOf(cause))
  } finally {
    await closeFile(file)
  }
}

/** Of sound keys alone; anything else is for `lookAlone` to name. The bytes are in one buffer, wiped after each file. */
export const keyProgram = `
const { openSync, fstatSync, readSync, closeSync } = require('node:fs')
const { createPrivateKey } = require('node:crypto')
${asText({ soundKey, stampOf })}
const bytes = Buffer.alloc(129)
const read = (file) => {
  const facts = fstatSync(file, { bigint: true })
  if (!facts.isFile() || facts.size !== 128n) return null
  const id = soundKey(bytes.subarray(0, readSync(file, bytes, 0, 129, 0)), createPrivateKey)
  return id === null ? null : { id, ...stampOf(facts) }
}
const run = {
  look: ([path, flags]) => {
    let file = -1
    try {
      file = openSync(Buffer.from(path, 'latin1'), flags)
      return read(file)
    } catch {
      return null
    } finally {
      bytes.fill(0)
      if (file !== -1) closeSync(file)
    }
  },
}
`

type Sound = (Stamp & { readonly id: SmesherId }) | KeyLook

/**
 * A reader of key files that remembers, by inode and times, what it derived: a second scan of unchanged files derives nothing.
 * Keeps identities and defects only; seeds and file contents are wiped after use. `now`: by the computer's clock.
 */
export function createKeyReader(now: () => number = Date.now): KeyReader {
  const remembered = new Remembered(now)
  const lookInside = inThread<readonly [path: string, flags: number], Sound>({
    name: 'keys',
    program: keyProgram,
    alone: ([path, flags]) => lookAlone(Buffer.from(path, 'latin1'), flags === flagsOf(true), remembered),
  })
  const look = async (path: Buffer, follow: boolean): Promise<KeyLook> => {
    const before = await remembered.named(path, follow)
    if (before !== null) return before
    const found = await lookInside([path.toString('latin1'), flagsOf(follow)])
    return 'text' in found ? remembered.keep(found, { ok: true, id: found.id }) : found
  }
  return { look }
}
