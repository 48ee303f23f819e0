import { type FileHandle, open } from 'node:fs/promises'
import { lineLimit } from './log-line.ts'

export interface LogLook {
  /** Whole lines, without their ends. */
  readonly lines: readonly string[]
  /** They do not go on from what was given before: the file was cut, replaced, or grew by more than is read at once. */
  readonly anew: boolean
}

async function bytesOf(file: FileHandle, from: number, to: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.max(0, to - from))
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

/** Goes through a log as it is written, with constant memory. Text is decoded by whole lines, so that no character is cut in two. */
export class LogCursor {
  readonly #path: string
  readonly #mostBytes: number
  #inode: bigint | null = null
  /** `null`: at the tail, wherever that is when it is looked at first. */
  #offset: number | null
  #carry: Uint8Array = new Uint8Array()

  /** `from`: where what matters begins; `null` for the last `mostBytes`, which is also what is read at once at the most. */
  constructor(path: string, { from, mostBytes }: { readonly from: number | null; readonly mostBytes: number }) {
    this.#path = path
    this.#offset = from
    this.#mostBytes = mostBytes
  }

  /** What was added since the last look; `null`: there is no such file. Throws when it can't be read. */
  async look(): Promise<LogLook | null> {
    const file = await open(this.#path, 'r').catch(() => null)
    if (file === null) return null
    try {
      const { size, ino } = await file.stat({ bigint: true })
      const anew = this.#place(Number(size), ino)
      const from = this.#offset ?? 0
      const bytes = await bytesOf(file, from, Number(size))
      this.#offset = from + bytes.length
      const lines = this.#take(bytes)
      return { lines: anew === 'inside' ? lines.slice(1) : lines, anew: anew !== null }
    } finally {
      await file.close()
    }
  }

  /** Where to read on; `inside`: most likely in the middle of a line. */
  #place(size: number, inode: bigint): 'beginning' | 'inside' | null {
    const before = this.#offset
    const same = this.#inode === null || this.#inode === inode
    const first = this.#inode === null
    this.#inode = inode
    const goesOn = before !== null && same && size >= before && size - before <= this.#mostBytes
    if (goesOn) return first ? 'beginning' : null
    const wanted = first && before !== null && size >= before ? before : 0
    this.#offset = Math.max(wanted, size - this.#mostBytes)
    this.#carry = new Uint8Array()
    return this.#offset === wanted ? 'beginning' : 'inside'
  }

  #take(bytes: Uint8Array): string[] {
    const all = joined(this.#carry, bytes)
    const end = all.lastIndexOf(0x0a)
    // A longer line without an end is given in pieces rather than kept for ever.
    const cut = end === -1 ? (all.length > lineLimit ? all.length : 0) : end + 1
    this.#carry = all.slice(cut)
    if (cut === 0) return []
    const text = new TextDecoder().decode(all.subarray(0, cut))
    return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
  }
}

/** Parts of a file that lies still, as text; `parts`: from and to of each, by the file's size in bytes. Throws when it can't be read. */
export async function readParts(path: string, parts: (size: number) => readonly (readonly [number, number])[]): Promise<string[]> {
  const file = await open(path, 'r')
  try {
    const texts: string[] = []
    for (const [from, to] of parts((await file.stat()).size)) texts.push(new TextDecoder().decode(await bytesOf(file, from, to)))
    return texts
  } finally {
    await file.close()
  }
}

/** The last bytes of a log as text. Throws when it can't be read. */
export const logEnd = async (path: string, bytes: number): Promise<string> =>
  (await readParts(path, (size) => [[Math.max(0, size - bytes), size]])).join('')
