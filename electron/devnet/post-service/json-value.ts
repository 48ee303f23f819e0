import type { ByteReader } from './byte-reader.ts'
import { readNumber, readString, readWord, showFloat } from './json-token.ts'

const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const COMMA = 0x2c
const COLON = 0x3a
const QUOTE = 0x22

const isNumberStart = (byte: number): boolean => byte === 0x2d || (byte >= 0x30 && byte <= 0x39)

/** True when another key follows in the object being read. */
export function hasNextKey(reader: ByteReader, first: boolean): boolean {
  const token = reader.peekToken()
  if (token === undefined) throw reader.error('EOF while parsing an object')
  if (token === CLOSE_OBJECT) return false
  if (first) {
    if (token !== QUOTE) throw reader.error('key must be a string')
    return true
  }
  if (token !== COMMA) throw reader.error('expected `,` or `}`')
  reader.next()
  const key = reader.peekToken()
  if (key === undefined) throw reader.error('EOF while parsing a value')
  if (key !== QUOTE) throw reader.error(key === CLOSE_OBJECT ? 'trailing comma' : 'key must be a string')
  return true
}

export function readColon(reader: ByteReader): void {
  const token = reader.peekToken()
  if (token === undefined) throw reader.error('EOF while parsing an object')
  if (token !== COLON) throw reader.error('expected `:`')
  reader.next()
}

/** Takes the closing brace; anything else there is an error. */
export function endObject(reader: ByteReader): void {
  const token = reader.peekToken()
  if (token === undefined) throw reader.error('EOF while parsing an object')
  if (token !== CLOSE_OBJECT) throw reader.error(token === COMMA ? 'trailing comma' : 'trailing characters')
  reader.next()
}

function skipList(reader: ByteReader): void {
  reader.next()
  if (reader.peekToken() === CLOSE_LIST) {
    reader.next()
    return
  }
  for (;;) {
    skipValue(reader)
    const token = reader.peekToken()
    if (token === undefined) throw reader.error('EOF while parsing a list')
    if (token !== COMMA && token !== CLOSE_LIST) throw reader.error('expected `,` or `]`')
    reader.next()
    if (token === CLOSE_LIST) return
  }
}

function skipObject(reader: ByteReader): void {
  reader.next()
  for (let first = true; hasNextKey(reader, first); first = false) {
    readString(reader)
    readColon(reader)
    skipValue(reader)
  }
  endObject(reader)
}

/** Reads over a value that nobody asks for; it must be well-formed all the same. */
export function skipValue(reader: ByteReader): void {
  const token = reader.peekToken()
  if (token === undefined) throw reader.error('EOF while parsing a value')
  if (token === QUOTE) readString(reader)
  else if (isNumberStart(token)) readNumber(reader)
  else if (token === 0x6e) readWord(reader, 'null')
  else if (token === 0x74) readWord(reader, 'true')
  else if (token === 0x66) readWord(reader, 'false')
  else if (token === OPEN_LIST) skipList(reader)
  else if (token === OPEN_OBJECT) skipObject(reader)
  else throw reader.error('expected value')
}

/** Names what stands at the reader, for `invalid type: …, expected …`; scalars are read over for it. */
export function describeUnexpected(reader: ByteReader): string {
  const token = reader.peekToken()
  if (token === undefined) throw reader.error('EOF while parsing a value')
  if (token === QUOTE) return `string ${quoted(readString(reader))}`
  if (isNumberStart(token)) {
    const number = readNumber(reader)
    return number.kind === 'integer' ? `integer \`${number.value}\`` : `floating point \`${showFloat(number.value)}\``
  }
  if (token === OPEN_LIST) return 'sequence'
  if (token === OPEN_OBJECT) return 'map'
  const word = token === 0x6e ? 'null' : token === 0x74 ? 'true' : token === 0x66 ? 'false' : null
  if (word === null) throw reader.error('expected value')
  readWord(reader, word)
  return word === 'null' ? 'null' : `boolean \`${word}\``
}

/** A string in quotes with the escapes of the real program's messages. */
const quoted = (text: string): string =>
  `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r')}"`
