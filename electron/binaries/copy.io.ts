import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { realFs, writeAll } from '../storage/index.ts'
import { refusedAs } from './refused.ts'

/** What was written of one file. */
export interface Written {
  readonly size: number
  readonly sha256: string
  readonly crc: number
}

export interface CopyOptions {
  /** Not one byte more is written. */
  readonly most: number
  /** Of the file that is spoken of where it is too large. */
  readonly name: string
  readonly signal: AbortSignal
  /** Bytes that came since it was last called. */
  readonly told: (bytes: number) => void
}

/** Writes a new file, whole and synced, of what comes. Throws `archive_refused` above the limit, Node's error of the disk, and what the source throws. */
export async function writeParts(
  parts: AsyncIterable<Uint8Array>,
  to: string,
  { most, name, signal, told }: CopyOptions,
): Promise<Written> {
  const file = await realFs.openExclusive(to, 0o600)
  const hash = createHash('sha256')
  let [size, crc] = [0, 0]
  try {
    for await (const part of parts) {
      signal.throwIfAborted()
      size += part.length
      if (size > most) throw refusedAs('archive-size', name, String(most))
      await writeAll(file, part)
      hash.update(part)
      crc = crc32(part, crc)
      told(part.length)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { size, sha256: hash.digest('hex'), crc }
}

/** A file of the person's, never through a link. Throws as `writeParts`. */
export async function copyPlain(from: string, to: string, options: CopyOptions): Promise<Written> {
  const file = await open(from, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    if (!(await file.stat()).isFile()) throw refusedAs('archive-link', options.name)
    return await writeParts(file.createReadStream({ autoClose: false }), to, options)
  } finally {
    await file.close()
  }
}
