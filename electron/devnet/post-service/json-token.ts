import type { ByteReader } from './byte-reader.ts'

const CONTROL = 'control character (\\u0000-\\u001F) found while parsing a string'
const QUOTE = 0x22
const BACKSLASH = 0x5c
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** A number as the parser classifies it before a target type is known. */
export type JsonNumber = { readonly kind: 'integer'; readonly value: bigint } | { readonly kind: 'float'; readonly value: number }

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

function nextOrEnd(reader: ByteReader): number {
  const byte = reader.next()
  if (byte === undefined) throw reader.error('EOF while parsing a string')
  return byte
}

function readHexEscape(reader: ByteReader): number {
  let value = 0
  let valid = true
  for (let index = 0; index < 4; index += 1) {
    const digit = Number.parseInt(String.fromCharCode(nextOrEnd(reader)), 16)
    if (Number.isNaN(digit)) valid = false
    value = value * 16 + (Number.isNaN(digit) ? 0 : digit)
  }
  if (!valid) throw reader.error('invalid escape')
  return value
}

/** Reads the escape after a backslash; a pair of surrogates makes one character. */
function readEscape(reader: ByteReader): string {
  const letter = String.fromCharCode(nextOrEnd(reader))
  if (letter !== 'u') {
    const plain = ESCAPES[letter]
    if (plain === undefined) throw reader.error('invalid escape')
    return plain
  }
  const high = readHexEscape(reader)
  if (high >= 0xdc00 && high <= 0xdfff) throw reader.error('lone leading surrogate in hex escape')
  if (high < 0xd800 || high > 0xdbff) return String.fromCharCode(high)
  if (nextOrEnd(reader) !== BACKSLASH || nextOrEnd(reader) !== 0x75) throw reader.error('unexpected end of hex escape')
  const low = readHexEscape(reader)
  if (low < 0xdc00 || low > 0xdfff) throw reader.error('lone leading surrogate in hex escape')
  return String.fromCharCode(high, low)
}

/** Reads a string whose opening quote is the next byte. */
export function readString(reader: ByteReader): string {
  reader.next()
  const bytes: number[] = []
  for (;;) {
    const byte = nextOrEnd(reader)
    if (byte === QUOTE) break
    if (byte === BACKSLASH) bytes.push(...new TextEncoder().encode(readEscape(reader)))
    else if (byte < 0x20) throw reader.error(CONTROL)
    else bytes.push(byte)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes))
  } catch {
    throw reader.error('invalid unicode code point')
  }
}

function readDigits(reader: ByteReader): string {
  let digits = ''
  while (isDigit(reader.peek())) digits += String.fromCharCode(reader.next() ?? 0)
  return digits
}

function readFraction(reader: ByteReader): string {
  reader.next()
  const digits = readDigits(reader)
  if (digits === '') throw reader.error(reader.peek() === undefined ? 'EOF while parsing a value' : 'invalid number')
  return digits
}

function readExponent(reader: ByteReader): string {
  reader.next()
  const sign = reader.peek()
  if (sign === 0x2b || sign === 0x2d) reader.next()
  const first = reader.next()
  if (first === undefined) throw reader.error('EOF while parsing a value')
  if (!isDigit(first)) throw reader.error('invalid number')
  return `${sign === 0x2d ? '-' : ''}${String.fromCharCode(first)}${readDigits(reader)}`
}

const U64 = 18_446_744_073_709_551_615n
const I64 = 9_223_372_036_854_775_808n

/** Reads a number that starts with the next byte, a minus sign included. */
export function readNumber(reader: ByteReader): JsonNumber {
  const negative = reader.peek() === 0x2d
  if (negative) reader.next()
  const first = reader.next()
  if (first === undefined) throw reader.error('EOF while parsing a value')
  if (!isDigit(first)) throw reader.error('invalid number')
  if (first === 0x30 && isDigit(reader.peek())) throw reader.error('invalid number')
  const whole = String.fromCharCode(first) + (first === 0x30 ? '' : readDigits(reader))
  const sign = negative ? '-' : ''
  const point = reader.peek() === 0x2e
  const fraction = point ? readFraction(reader) : ''
  const marker = reader.peek()
  const power = marker === 0x65 || marker === 0x45
  const exponent = power ? readExponent(reader) : '0'
  const value = BigInt(whole)
  const small = negative ? value <= I64 && value !== 0n : value <= U64
  if (!point && !power && small) return { kind: 'integer', value: negative ? -value : value }
  const float = Number(`${sign}${whole}.${fraction}0e${exponent}`)
  if (!Number.isFinite(float)) throw reader.error('number out of range')
  return { kind: 'float', value: float }
}

/** Reads `null`, `true` or `false`. */
export function readWord(reader: ByteReader, word: string): void {
  for (const letter of word) {
    const byte = reader.next()
    if (byte === undefined) throw reader.error('EOF while parsing a value')
    if (String.fromCharCode(byte) !== letter) throw reader.error('expected ident')
  }
}

/** A float as the real program writes it into a message: `1.5`, `1000.0`, `1e20`. */
export function showFloat(value: number): string {
  if (Object.is(value, -0)) return '-0.0'
  const text = String(value).replace('e+', 'e')
  return /[.e]/.test(text) ? text : Math.abs(value) >= 1e16 ? value.toExponential().replace('e+', 'e') : `${text}.0`
}
