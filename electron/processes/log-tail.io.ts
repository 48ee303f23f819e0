import { type FileHandle, open } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { LogLine } from '../contract/model/rig.ts'
import { LogFolder, lineLimit } from './log-line.ts'

export interface LogPart {
  readonly lines: readonly LogLine[]
  /** Throw away what was shown before: this is the tail anew. */
  readonly reset: boolean
}

export interface FollowOptions {
  readonly signal: AbortSignal
  /** Milliseconds between two looks; 500 when not given. */
  readonly pollMs?: number
}

/** Bytes that are read back at the beginning, and at most at once. */
const tailBytes = 256 * 1024

interface Place {
  inode: bigint
  offset: number
  /** Bytes of an unfinished line. */
  carry: Uint8Array
  folder: LogFolder
}

async function readFrom(file: FileHandle, from: number, to: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(to - from)
  let filled = 0
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length === 0) return right
  const both = new Uint8Array(left.length + right.length)
  both.set(left)
  both.set(right, left.length)
  return both
}

/** Splits at the last newline; text is decoded by whole lines, so a character is never cut in two. Invalid bytes are replaced. */
function takeLines(place: Place, bytes: Uint8Array): string[] {
  const all = joined(place.carry, bytes)
  const end = all.lastIndexOf(0x0a)
  // An endless line is shown in pieces rather than kept for ever.
  const cut = end === -1 ? (all.length > lineLimit ? all.length : 0) : end + 1
  place.carry = all.slice(cut)
  if (cut === 0) return []
  const text = new TextDecoder().decode(all.subarray(0, cut))
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
}

const newPlace = (inode: bigint, offset: number): Place => ({ inode, offset, carry: new Uint8Array(), folder: new LogFolder() })

/** One look: what was added, or the tail anew when the file was cut, replaced, or grew by more than a tail. */
async function look(path: string, before: Place | null): Promise<{ place: Place; part: LogPart | null } | null> {
  const file = await open(path, 'r').catch(() => null)
  if (file === null) return null
  try {
    const { size: bigSize, ino } = await file.stat({ bigint: true })
    const size = Number(bigSize)
    const goesOn = before !== null && before.inode === ino && size >= before.offset && size - before.offset <= tailBytes
    const place = goesOn ? before : newPlace(ino, Math.max(0, size - tailBytes))
    if (goesOn && size === place.offset) return { place, part: null }
    const beginsInside = !goesOn && place.offset > 0
    const bytes = await readFrom(file, place.offset, size)
    place.offset += bytes.length
    const lines = takeLines(place, bytes)
    // The first line of a tail is a rest of one.
    const whole = beginsInside ? lines.slice(1) : lines
    return { place, part: goesOn && whole.length === 0 ? null : { lines: place.folder.add(whole), reset: !goesOn } }
  } finally {
    await file.close()
  }
}

/**
 * The last 256 KiB of a log file and then what is added, until the signal aborts. A file that does not exist yet is waited for.
 * Reads by offset only while somebody follows; the first part is a reset.
 */
export async function* followLog(path: string, { signal, pollMs = 500 }: FollowOptions): AsyncGenerator<LogPart, void, undefined> {
  let place: Place | null = null
  let told = false
  while (!signal.aborted) {
    const seen = await look(path, place)
    if (seen === null && !told) yield { lines: [], reset: true }
    told = true
    if (seen?.part != null) yield seen.part
    place = seen?.place ?? place
    await wait(pollMs, undefined, { signal, ref: false }).catch(() => undefined)
  }
}
