import { decodeBase64 } from './base64-bytes.ts'
import { ByteReader, MetadataError } from './byte-reader.ts'
import { readNumber, readString, readWord, showFloat } from './json-token.ts'
import { describeUnexpected, endObject, hasNextKey, readColon, skipValue } from './json-value.ts'

/** `postdata_metadata.json` as post-service needs it (facts: spacemesh-protocol 3). */
export interface Metadata {
  readonly nodeId: Uint8Array
  readonly commitmentAtxId: Uint8Array
  readonly labelsPerUnit: bigint
  readonly numUnits: number
  readonly maxFileSize: bigint
  readonly nonce: bigint | null
  readonly lastPosition: bigint | null
}

type FieldValue = Uint8Array | bigint | null
type Field = { readonly name: string; readonly read: (reader: ByteReader) => FieldValue; readonly optional: boolean }

const U32 = 4_294_967_295n
const U64 = 18_446_744_073_709_551_615n
const STRUCTURE = 'struct PostMetadata'

function placing<Value>(reader: ByteReader, act: () => Value): Value {
  try {
    return act()
  } catch (error) {
    throw reader.placed(error)
  }
}

function readBytes(reader: ByteReader): Uint8Array {
  return placing(reader, () => {
    if (reader.peekToken() !== 0x22)
      throw new MetadataError(`invalid type: ${describeUnexpected(reader)}, expected a base64 encoded string`)
    const bytes = decodeBase64(readString(reader))
    if (bytes.length !== 32) throw new MetadataError(`Can't convert a Byte Vector of length ${bytes.length} to the output type.`)
    return bytes
  })
}

function readUnsigned(reader: ByteReader, type: 'u32' | 'u64'): bigint {
  return placing(reader, () => {
    const token = reader.peekToken()
    if (token === undefined) throw reader.error('EOF while parsing a value')
    const number = token === 0x2d || (token >= 0x30 && token <= 0x39)
    if (!number) throw new MetadataError(`invalid type: ${describeUnexpected(reader)}, expected ${type}`)
    const read = readNumber(reader)
    if (read.kind === 'float') throw new MetadataError(`invalid type: floating point \`${showFloat(read.value)}\`, expected ${type}`)
    if (read.value < 0n || read.value > (type === 'u32' ? U32 : U64))
      throw new MetadataError(`invalid value: integer \`${read.value}\`, expected ${type}`)
    return read.value
  })
}

function readOptional(reader: ByteReader): bigint | null {
  if (reader.peekToken() !== 0x6e) return readUnsigned(reader, 'u64')
  readWord(reader, 'null')
  return null
}

const FIELDS: readonly Field[] = [
  { name: 'NodeId', read: readBytes, optional: false },
  { name: 'CommitmentAtxId', read: readBytes, optional: false },
  { name: 'LabelsPerUnit', read: (reader) => readUnsigned(reader, 'u64'), optional: false },
  { name: 'NumUnits', read: (reader) => readUnsigned(reader, 'u32'), optional: false },
  { name: 'MaxFileSize', read: (reader) => readUnsigned(reader, 'u64'), optional: false },
  { name: 'Nonce', read: readOptional, optional: true },
  { name: 'LastPosition', read: readOptional, optional: true },
]

function readObject(reader: ByteReader): ReadonlyMap<string, FieldValue> {
  const values = new Map<string, FieldValue>()
  for (let first = true; hasNextKey(reader, first); first = false) {
    const key = readString(reader)
    const field = FIELDS.find((one) => one.name === key)
    if (field !== undefined && values.has(key)) throw new MetadataError(`duplicate field \`${key}\``)
    readColon(reader)
    if (field === undefined) skipValue(reader)
    else values.set(key, field.read(reader))
  }
  const missing = FIELDS.find((field) => !field.optional && !values.has(field.name))
  if (missing !== undefined) throw new MetadataError(`missing field \`${missing.name}\``)
  return values
}

/** An error inside the object is placed after one more try to close it, as the real parser does. */
function readClosedObject(reader: ByteReader): ReadonlyMap<string, FieldValue> {
  reader.next()
  let values: ReadonlyMap<string, FieldValue>
  try {
    values = readObject(reader)
  } catch (error) {
    try {
      endObject(reader)
    } catch {
      // The first error is the one that is told.
    }
    throw reader.placed(error)
  }
  endObject(reader)
  return values
}

const bytesOf = (value: FieldValue | undefined): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array(32))
const integerOf = (value: FieldValue | undefined): bigint => (typeof value === 'bigint' ? value : 0n)
const optionalOf = (value: FieldValue | undefined): bigint | null => (typeof value === 'bigint' ? value : null)

/**
 * Parses the metadata; throws {@link MetadataError} whose `described` is the cause the real program prints, line and column included.
 * guess: a list instead of an object is told as a wrong type; the real parser would try it as a list of fields.
 */
export function parseMetadata(bytes: Uint8Array): Metadata {
  const reader = new ByteReader(bytes)
  const token = reader.peekToken()
  if (token === undefined) throw reader.error('EOF while parsing a value')
  if (token !== 0x7b) throw placing(reader, () => reader.error(`invalid type: ${describeUnexpected(reader)}, expected ${STRUCTURE}`))
  const values = readClosedObject(reader)
  if (reader.peekToken() !== undefined) throw reader.error('trailing characters')
  return {
    nodeId: bytesOf(values.get('NodeId')),
    commitmentAtxId: bytesOf(values.get('CommitmentAtxId')),
    labelsPerUnit: integerOf(values.get('LabelsPerUnit')),
    numUnits: Number(integerOf(values.get('NumUnits'))),
    maxFileSize: integerOf(values.get('MaxFileSize')),
    nonce: optionalOf(values.get('Nonce')),
    lastPosition: optionalOf(values.get('LastPosition')),
  }
}

const numbers = (bytes: Uint8Array): string => `[${[...bytes].join(', ')}]`
const some = (value: bigint | null): string => (value === null ? 'None' : `Some(${value})`)

/** The debug form that is logged after a registration. */
export function showMetadata(metadata: Metadata): string {
  return (
    `PostMetadata { node_id: ${numbers(metadata.nodeId)}, commitment_atx_id: ${numbers(metadata.commitmentAtxId)}, ` +
    `labels_per_unit: ${metadata.labelsPerUnit}, num_units: ${metadata.numUnits}, max_file_size: ${metadata.maxFileSize}, ` +
    `nonce: ${some(metadata.nonce)}, last_position: ${some(metadata.lastPosition)} }`
  )
}
