import { type BigIntStats, close, constants, fstat, lstat as lstatOf, open, read, stat as statOf } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { KeyDefect } from '../contract/model/identity.ts'
import { saw } from '../contract/seen.ts'
import { deriveSmesherId, type KeyIdentity, keyFileLimit } from '../keys/index.ts'
import { errorCode } from '../storage/index.ts'

/** What one look at one file gave: the identity or the defect, never the bytes. */
type KeyLook = KeyIdentity & { readonly openToOthers: boolean; readonly regular: boolean }

export interface KeyReader {
  /** Reads one file, read only. `follow`: as the node does; otherwise a symbolic link is no file. Never throws. */
  readonly look: (path: Buffer, follow: boolean) => Promise<KeyLook>
}

const cacheLimit = 20_000
const atOnce = 16

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

const openToOthers = (mode: bigint): boolean => (mode & 0o077n) !== 0n
const codeOf = (cause: unknown): string => errorCode(cause) || 'unknown'
const failed = (defect: KeyDefect, detail: string): KeyLook => ({
  ok: false,
  defect,
  detail,
  inside: [],
  openToOthers: false,
  regular: false,
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

const stampOf = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string => `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}`
const restOf = ({ mode }: BigIntStats) => ({ openToOthers: process.platform !== 'win32' && openToOthers(mode), regular: true })

/** What was derived, by file and times; and the names that were looked at, for which the facts of the name may do. */
interface Remembered {
  readonly derived: Map<string, KeyIdentity>
  readonly names: Set<string>
}

/** A file that is as it was needs no opening: one question in place of three. */
async function lookedBefore({ derived, names }: Remembered, path: Buffer, follow: boolean): Promise<KeyLook | null> {
  if (!names.has(path.toString('latin1'))) return null
  const facts = await factsOfName(path, follow)
  if (facts === null || !facts.isFile()) return null
  const known = derived.get(stampOf(facts))
  return known === undefined ? null : { ...known, ...restOf(facts) }
}

async function looked(file: number, cache: Map<string, KeyIdentity>): Promise<KeyLook> {
  const facts = await factsOf(file)
  if (!facts.isFile()) return failed('not-readable', saw('no-plain-file'))
  const rest = restOf(facts)
  if (facts.size > keyFileLimit) return { ok: false, defect: 'too-large', detail: `${facts.size} B`, inside: [], ...rest }
  const stamp = stampOf(facts)
  const known = cache.get(stamp)
  if (known !== undefined) return { ...known, ...rest }
  const bytes = await readBytes(file, Number(facts.size))
  const identity = deriveSmesherId(bytes)
  bytes.fill(0)
  if (cache.size >= cacheLimit) cache.clear()
  cache.set(stamp, identity)
  return { ...identity, ...rest }
}

/** ENOENT of a name that is there: a link that leads nowhere, which the node takes for "no identity" (docs/protocol.md §2.1). */
async function absence(path: Buffer): Promise<KeyLook> {
  const facts = await lstat(path).catch(() => null)
  return facts?.isSymbolicLink() === true ? failed('dangling-symlink', '') : failed('not-readable', 'ENOENT')
}

/**
 * A reader of key files that remembers, by inode and times, what it derived: a second scan of unchanged files derives nothing.
 * Keeps identities and defects only; seeds and file contents are wiped after use.
 */
export function createKeyReader(): KeyReader {
  const remembered: Remembered = { derived: new Map(), names: new Set() }
  const lookInside = async (path: Buffer, follow: boolean): Promise<KeyLook> => {
    // O_NONBLOCK: a named pipe in the place of a key must not hang the scan.
    const flags = constants.O_RDONLY | constants.O_NONBLOCK | (follow ? 0 : constants.O_NOFOLLOW)
    let file: number
    try {
      file = await openFile(path, flags)
    } catch (cause) {
      return codeOf(cause) === 'ENOENT' ? absence(path) : failed('not-readable', codeOf(cause))
    }
    try {
      return await looked(file, remembered.derived)
    } catch (cause) {
      return failed('not-readable', codeOf(cause))
    } finally {
      await closeFile(file)
    }
  }
  const look = async (path: Buffer, follow: boolean): Promise<KeyLook> => {
    const before = await lookedBefore(remembered, path, follow)
    if (before !== null) return before
    if (remembered.names.size >= cacheLimit) remembered.names.clear()
    remembered.names.add(path.toString('latin1'))
    return lookInside(path, follow)
  }
  return { look }
}
