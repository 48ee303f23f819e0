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

/** Fields of two bytes (`h`) or four (`i`), little-endian, as the letters say. */
function header(letters: string, ...values: readonly number[]): Buffer {
  const made = Buffer.alloc(letters.split('').reduce((sum, letter) => sum + (letter === 'h' ? 2 : 4), 0))
  let at = 0
  for (const [index, value] of values.entries()) {
    at = letters[index] === 'h' ? made.writeUInt16LE(value & 0xffff, at) : made.writeUInt32LE(value >>> 0, at)
  }
  return made
}

type Says = Readonly<Record<'size' | 'packed' | 'crc' | 'offset', number>> & { readonly name: string }

const ownHeader = ({ name, size, packed, crc }: Says, { flags = 0, method = 8, extra = new Uint8Array() }: Made): Buffer =>
  Buffer.concat([
    header('ihhhiiiihh', 0x04034b50, 20, flags, method, 0, crc, packed, size, name.length, extra.length),
    Buffer.from(name, 'latin1'),
    extra,
  ])

function listHeader(
  { name, size, packed, crc, offset }: Says,
  { flags = 0, method = 8, mode = 0o100755, extra = new Uint8Array() }: Made,
): Buffer {
  const figures = [0, crc, packed, size, name.length, extra.length, 0, 0, 0, mode * 0x10000, offset]
  return Buffer.concat([header('ihhhhiiiihhhhhii', 0x02014b50, 0x0314, 20, flags, method, ...figures), Buffer.from(name, 'latin1'), extra])
}

/** A zip file as a release has it, or as an attacker would. `comment` stands at its end. */
export function makeZip(entries: readonly Made[], comment = ''): Buffer {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let offset = 0
  for (const made of entries) {
    const { name, content = '', method = 8, listed = {}, own = {} } = made
    const bytes = Buffer.from(content)
    const packed = method === 8 ? deflateRawSync(bytes) : bytes
    const truth = { name, size: bytes.length, packed: packed.length, crc: crc32(bytes), offset }
    const whole = Buffer.concat([ownHeader({ ...truth, ...own }, made), packed])
    parts.push(whole)
    list.push(listHeader({ ...truth, ...listed }, made))
    offset += whole.length
  }
  const listBytes = Buffer.concat(list)
  const end = header('ihhhhiih', 0x06054b50, 0, 0, entries.length, entries.length, listBytes.length, offset, comment.length)
  return Buffer.concat([...parts, listBytes, end, Buffer.from(comment, 'latin1')])
}
