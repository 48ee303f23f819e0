import { MetadataError } from './byte-reader.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const PADDING = '='.charCodeAt(0)
const symbolOf = (byte: number): number => (byte === PADDING ? -1 : ALPHABET.indexOf(String.fromCharCode(byte)))

const invalidSymbol = (byte: number, offset: number) => new MetadataError(`Invalid symbol ${byte}, offset ${offset}.`)

interface Tail {
  readonly symbols: readonly number[]
  readonly last: number
}

/** Reads the last group, the only one where padding may stand. */
function readTail(bytes: Uint8Array, from: number): Tail {
  const symbols: number[] = []
  let padding = 0
  let firstPadding = 0
  let last = 0
  for (const [index, byte] of bytes.subarray(from).entries()) {
    if (byte === PADDING) {
      if (index < 2) throw invalidSymbol(byte, from + index)
      if (padding === 0) firstPadding = index
      padding += 1
      continue
    }
    if (padding > 0) throw invalidSymbol(PADDING, from + firstPadding)
    const symbol = symbolOf(byte)
    if (symbol < 0) throw invalidSymbol(byte, from + index)
    symbols.push(symbol)
    last = byte
  }
  if (bytes.length > 0 && symbols.length < 2) throw new MetadataError(`Invalid input length: ${from + symbols.length}`)
  if ((padding + symbols.length) % 4 !== 0) throw new MetadataError('Invalid padding')
  return { symbols, last }
}

/**
 * Decodes strict base64 (standard alphabet, padding required) and says what is wrong in the words of the real program.
 * Errors have no position yet. Facts: spacemesh-protocol 5.3 (metadata details).
 */
export function decodeBase64(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text)
  const rest = bytes.length % 4
  const trailing = bytes.at(-1) ?? 0
  if (rest === 1 && trailing !== PADDING && symbolOf(trailing) < 0) throw invalidSymbol(trailing, bytes.length - 1)
  const whole = Math.max(0, bytes.length - (rest === 0 ? 4 : rest))
  const symbols: number[] = []
  for (const [offset, byte] of bytes.subarray(0, whole).entries()) {
    const symbol = symbolOf(byte)
    if (symbol < 0) throw invalidSymbol(byte, offset)
    symbols.push(symbol)
  }
  const tail = readTail(bytes, whole)
  symbols.push(...tail.symbols)
  const used = Math.floor((symbols.length * 6) / 8)
  const spare = symbols.length * 6 - used * 8
  if (spare > 0 && ((symbols.at(-1) ?? 0) & ((1 << spare) - 1)) !== 0)
    throw new MetadataError(`Invalid last symbol ${tail.last}, offset ${whole + tail.symbols.length - 1}.`)
  const decoded = new Uint8Array(used)
  for (let index = 0; index < used; index += 1) {
    const bit = index * 8
    const pair = ((symbols[Math.floor(bit / 6)] ?? 0) << 6) | (symbols[Math.floor(bit / 6) + 1] ?? 0)
    decoded[index] = (pair >> (4 - (bit % 6))) & 0xff
  }
  return decoded
}
