import { constants } from 'node:fs'
import type { SmesherId } from '../contract/model/basics.ts'
import type { KeyDefect } from '../contract/model/identity.ts'
import { saw } from '../contract/seen.ts'
import { deriveSmesherId, type KeyIdentity, keyFileLimit, soundKey } from '../keys/index.ts'
import { asText, errorCode, type LookThreads, lookThreads, type Way } from '../storage/index.ts'
import type { KeyFile } from './key-entry.ts'

/** What one look at one file gave: the identity or the defect, never the bytes. */
type KeyLook = KeyIdentity & { readonly openToOthers: boolean; readonly regular: boolean; readonly file: KeyFile | null }

export interface KeyReader {
  /** Reads one file, read only. `follow`: as the node does; otherwise a symbolic link is no file. Never throws. */
  readonly look: (path: Buffer, follow: boolean) => Promise<KeyLook>
}

const cacheLimit = 20_000
/** Looks are gathered: they go to a thread together. */
const atOnce = 512
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
const failed = (defect: KeyDefect, detail: string): KeyLook => ({
  ok: false,
  defect,
  detail,
  inside: [],
  openToOthers: false,
  regular: false,
  file: null,
})

/**
 * What a thread found: why nothing, that all is as it was, or the file with its identity, or its bytes where that is not beyond doubt.
 * `stamp`: all that the file system told of it, as one text, which is cheap to send from thread to thread.
 */
type Found = { readonly stamp: string } & ({ readonly id: SmesherId } | { readonly secret: Uint8Array })
type Seen = 'same' | { readonly code: string } | Found

interface Facts {
  /** Device and inode. */
  readonly object: string
  readonly size: number
  readonly modifiedAt: number
  readonly changedAt: number
  readonly mode: number
}

function factsOf(stamp: string): Facts {
  const [dev, ino, size, mtimeNs, ctimeNs, mode] = stamp.split(':')
  const [modifiedAt, changedAt] = [Math.trunc(Number(mtimeNs) / 1e6), Math.trunc(Number(ctimeNs) / 1e6)]
  return { object: `${dev}:${ino}`, size: Number(size), modifiedAt, changedAt, mode: Number(mode) }
}

const restOf = ({ mode, object, modifiedAt }: Facts) => ({
  openToOthers: process.platform !== 'win32' && openToOthers(mode),
  regular: true,
  file: { object, modifiedAt },
})

// O_NONBLOCK: a named pipe in the place of a key must not hang the scan.
const flagsOf = (follow: boolean): number => constants.O_RDONLY | constants.O_NONBLOCK | (follow ? 0 : constants.O_NOFOLLOW)

/**
 * One file: as it was, by the times of its name; else opened. A sound key is derived here, where nobody waits for the reckoning, and its
 * bytes are in one buffer, wiped after each file. ENOENT of a name that is there is a link that leads nowhere, which the node takes
 * for "no identity" (docs/protocol.md §2.1).
 */
export const keyProgram = `
const { openSync, fstatSync, statSync, lstatSync, readSync, closeSync } = require('node:fs')
const { createPrivateKey } = require('node:crypto')
${asText({ soundKey })}
const stampOf = ({ dev, ino, size, mtimeNs, ctimeNs, mode }) => dev + ':' + ino + ':' + size + ':' + mtimeNs + ':' + ctimeNs + ':' + mode
const held = Buffer.alloc(${keyFileLimit + 1})
const read = (file) => {
  const facts = fstatSync(file, { bigint: true })
  if (!facts.isFile()) return { code: '${saw('no-plain-file')}' }
  const stamp = stampOf(facts)
  if (facts.size > ${keyFileLimit}) return { stamp, secret: new Uint8Array() }
  // One byte more than the file says, so that a file that grew meanwhile is not taken for a whole one.
  const bytes = held.subarray(0, readSync(file, held, 0, Number(facts.size) + 1, 0))
  const id = soundKey(bytes, createPrivateKey)
  return id === null ? { stamp, secret: new Uint8Array(bytes) } : { stamp, id }
}
const isAsItWas = (path, follow, known) => {
  const facts = (follow ? statSync : lstatSync)(path, { bigint: true, throwIfNoEntry: false })
  return facts !== undefined && facts.isFile() && stampOf(facts) === known
}
const failed = (path, code) => {
  if (code !== 'ENOENT') return { code }
  const facts = lstatSync(path, { throwIfNoEntry: false })
  return { code: facts !== undefined && facts.isSymbolicLink() ? 'dangling-symlink' : code }
}
const run = {
  look: ([name, flags, follow, known]) => {
    const path = Buffer.from(name, 'latin1')
    let file = -1
    try {
      if (known !== null && isAsItWas(path, follow, known)) return 'same'
      file = openSync(path, flags)
      return read(file)
    } catch (error) {
      try {
        return failed(path, String(error?.code ?? 'unknown'))
      } catch (other) {
        return { code: String(other?.code ?? 'unknown') }
      }
    } finally {
      held.fill(0)
      if (file !== -1) closeSync(file)
    }
  },
}
`
const way: Way = { name: 'keys', program: keyProgram }

/** What its bytes are, which are gone then. */
function derived(seen: Found, { size }: Facts): KeyIdentity {
  if ('id' in seen) return { ok: true, id: seen.id }
  if (size > keyFileLimit) return { ok: false, defect: 'too-large', detail: `${size} B`, inside: [] }
  const identity = deriveSmesherId(seen.secret)
  seen.secret.fill(0)
  return identity
}

/**
 * A reader of key files that remembers, by inode and times, what it derived: a second scan of unchanged files derives nothing.
 * Keeps identities and defects only; seeds and file contents are wiped after use. What does not answer is not readable.
 * `now`: by the computer's clock.
 */
export function createKeyReader(now: () => number = Date.now, threads: LookThreads = lookThreads): KeyReader {
  const remembered = new Map<string, { readonly stamp: string; readonly look: KeyLook }>()
  const look = async (path: Buffer, follow: boolean): Promise<KeyLook> => {
    const name = path.toString('latin1')
    const key = `${name}\0${follow ? 'there' : 'here'}`
    const known = remembered.get(key)
    const seen = (await threads.look(way, [name, flagsOf(follow), follow, known?.stamp ?? null], `${name}\0${follow}`)) as Seen
    if (seen === 'same') return known?.look ?? failed('not-readable', '')
    if ('code' in seen) return seen.code === 'dangling-symlink' ? failed(seen.code, '') : failed('not-readable', seen.code)
    const facts = factsOf(seen.stamp)
    const found: KeyLook = { ...derived(seen, facts), ...restOf(facts) }
    if (remembered.size >= cacheLimit) remembered.clear()
    if (Math.max(facts.modifiedAt, facts.changedAt) + settlesMs < now()) remembered.set(key, { stamp: seen.stamp, look: found })
    return found
  }
  return {
    look: (path, follow) => look(path, follow).catch((error: unknown) => failed('not-readable', errorCode(error) || 'unknown')),
  }
}
