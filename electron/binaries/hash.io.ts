import { statSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { startThread } from '../storage/index.ts'

/** A file as it was when it was read. */
export interface Measured {
  readonly sha256: string
  readonly sizeBytes: number
  /** What changes with every write and every replacement. */
  readonly shape: string
}

type Facts = Readonly<Record<'dev' | 'ino' | 'size' | 'mtimeNs' | 'ctimeNs', bigint>>
const shapeOf = ({ dev, ino, size, mtimeNs, ctimeNs }: Facts): string => `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}`

/** A node's program is a hundred megabytes: its reading and reckoning must not hold up anybody. */
const program = `
const { createHash } = require('node:crypto')
const { openSync, readSync, closeSync } = require('node:fs')
const run = {
  open: () => null,
  close: () => null,
  hash: (path) => {
    const file = openSync(path, 'r')
    try {
      const [hash, part] = [createHash('sha256'), Buffer.alloc(1 << 20)]
      for (;;) {
        const read = readSync(file, part, 0, part.length, null)
        if (read === 0) return hash.digest('hex')
        hash.update(part.subarray(0, read))
      }
    } finally {
      closeSync(file)
    }
  },
}
`

async function hashInThread(path: string): Promise<string> {
  const { ask, close } = await startThread('hash', program, [])
  try {
    return String(await ask('hash', [path]))
  } finally {
    await close()
  }
}

const mostKnown = 2_500
const known = new Map<string, Promise<string>>()

/** Read once for each shape: device, inode, size, times of content and of all else. */
function hashOfShape(path: string, shape: string): Promise<string> {
  const found = known.get(shape) ?? hashInThread(path)
  if (known.size >= mostKnown) known.clear()
  known.set(shape, found)
  // What could not be read is tried again.
  found.catch(() => known.delete(shape))
  return found
}

/** The hash of what a path leads to now; `null`: it is being written to. Throws Node's error where it can't be read. */
export async function measure(path: string): Promise<Measured | null> {
  const before = await stat(path, { bigint: true })
  const shape = shapeOf(before)
  const sha256 = await hashOfShape(path, shape)
  if (shapeOf(await stat(path, { bigint: true })) === shape) return { sha256, sizeBytes: Number(before.size), shape }
  known.delete(shape)
  return null
}

/** Whether it is still the file that was measured; answers in the same turn, for who starts it in the next. */
export function isStill(path: string, { shape }: Measured): boolean {
  try {
    return shapeOf(statSync(path, { bigint: true })) === shape
  } catch {
    return false
  }
}
