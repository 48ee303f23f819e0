import { crc32, deflateRawSync } from 'node:zlib'

/** One entry, and what its headers say where that is not the truth. */
export interface Made {
  readonly name: string
  readonly content?: string | Uint8Array
  /** Unix mode with its kind of file. */
  readonly mode?: number
  readonly flags?: number
  readonly method?: number
  /** Instead of the true ones, in the list of the archive. */
  readonly listed?: {
    readonly name?: string
    readonly size?: number
    readonly packed?: number
    readonly crc?: number
    readonly offset?: number
  }
  /** In the entry's own header. */
  readonly own?: { readonly name?: string; readonly size?: number; readonly packed?: number; readonly crc?: number }
  readonly extra?: Uint8Array
}

function header(fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  const made = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of fields) {
    if (bytes === 2) made.writeUInt16LE(value & 0xffff, at)
    else made.writeUInt32LE(value >>> 0, at)
    at += bytes
  }
  return made
}

/** A zip file as a release has it, or as an attacker would. `comment` stands at its end. */
export function makeZip(entries: readonly Made[], comment = ''): Buffer {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const { name, content = '', mode = 0o100755, flags = 0, method = 8, listed = {}, own = {}, extra = new Uint8Array() } of entries) {
    const bytes = Buffer.from(content)
    const packed = method === 8 ? deflateRawSync(bytes) : bytes
    const truth = { name, size: bytes.length, packed: packed.length, crc: crc32(bytes), offset: at }
    const [inOwn, inList] = [
      { ...truth, ...own },
      { ...truth, ...listed },
    ]
    const first = header([
      [4, 0x04034b50],
      [2, 20],
      [2, flags],
      [2, method],
      [4, 0],
      [4, inOwn.crc],
      [4, inOwn.packed],
      [4, inOwn.size],
      [2, inOwn.name.length],
      [2, extra.length],
    ])
    const whole = Buffer.concat([first, Buffer.from(inOwn.name, 'latin1'), extra, packed])
    parts.push(whole)
    at += whole.length
    list.push(
      header([
        [4, 0x02014b50],
        [2, 0x0314],
        [2, 20],
        [2, flags],
        [2, method],
        [4, 0],
        [4, inList.crc],
        [4, inList.packed],
        [4, inList.size],
        [2, inList.name.length],
        [2, extra.length],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, mode * 0x10000],
        [4, inList.offset],
      ]),
      Buffer.from(inList.name, 'latin1'),
      Buffer.from(extra),
    )
  }
  const listBytes = Buffer.concat(list)
  const end = header([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, entries.length],
    [2, entries.length],
    [4, listBytes.length],
    [4, at],
    [2, comment.length],
  ])
  return Buffer.concat([...parts, listBytes, end, Buffer.from(comment, 'latin1')])
}
