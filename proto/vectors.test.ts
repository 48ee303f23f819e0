// Every declared message against wire bytes made by an independent implementation (proto/vectors/proto-vectors.json).
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as status from './generated/google/rpc/status.ts'
import * as activation from './generated/spacemesh/v1/activation.ts'
import * as admin from './generated/spacemesh/v1/admin.ts'
import * as debug from './generated/spacemesh/v1/debug.ts'
import * as events from './generated/spacemesh/v1/events.ts'
import * as mesh from './generated/spacemesh/v1/mesh.ts'
import * as node from './generated/spacemesh/v1/node.ts'
import * as post from './generated/spacemesh/v1/post.ts'
import * as smesher from './generated/spacemesh/v1/smesher.ts'
import * as types from './generated/spacemesh/v1/types.ts'
import * as account2 from './generated/spacemesh/v2alpha1/account.ts'
import * as activation2 from './generated/spacemesh/v2alpha1/activation.ts'
import * as common2 from './generated/spacemesh/v2alpha1/common.ts'
import * as layer2 from './generated/spacemesh/v2alpha1/layer.ts'
import * as malfeasance2 from './generated/spacemesh/v2alpha1/malfeasance.ts'
import * as network2 from './generated/spacemesh/v2alpha1/network.ts'
import * as node2 from './generated/spacemesh/v2alpha1/node.ts'
import * as reward2 from './generated/spacemesh/v2alpha1/reward.ts'

interface Vector {
  readonly message: string
  readonly json: Readonly<Record<string, unknown>>
  readonly hex: string
}
interface Codec {
  decode(bytes: Uint8Array): unknown
  encode(message: unknown): { finish(): Uint8Array }
}

const packages: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'google.rpc': { ...status },
  'spacemesh.v1': { ...types, ...activation, ...admin, ...debug, ...events, ...mesh, ...node, ...post, ...smesher },
  'spacemesh.v2alpha1': { ...account2, ...activation2, ...common2, ...layer2, ...malfeasance2, ...network2, ...node2, ...reward2 },
}
const here = new URL('.', import.meta.url)
const vectors: readonly Vector[] = JSON.parse(readFileSync(new URL('vectors/proto-vectors.json', here), 'utf8'))

/** Full names of the messages that our files declare; nested ones as the vectors name them, Outer.Inner. */
const declared = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.proto'))
  .flatMap((name) => {
    const text = readFileSync(new URL(name, here), 'utf8')
    const home = /^package ([\w.]+);/m.exec(text)?.[1] ?? ''
    return [...text.matchAll(/^message (\w+)/gm)].map(([, message]) => `${home}.${message}`)
  })

function codecOf(message: string): Codec {
  const dot = message.lastIndexOf('.')
  const codec = packages[message.slice(0, dot)]?.[message.slice(dot + 1)]
  if (!codec) throw new Error(`${message} is declared but not imported by this test`)
  return codec as Codec
}

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const enums = Object.values(packages).flatMap((exported) =>
  Object.values(exported).filter((value) => typeof value === 'object' && value !== null && 'UNRECOGNIZED' in value),
) as Readonly<Record<string, number>>[]
const isCase = (value: unknown): value is { $case: string; value: unknown } =>
  typeof value === 'object' && value !== null && '$case' in value && 'value' in value

/** Our decoded value of one field named as in the vectors, whether it stands alone or in a oneof; undefined when we don't declare it. */
function fieldOf(message: Readonly<Record<string, unknown>>, name: string): unknown {
  const own = message[camel(name)] ?? message[name]
  if (own !== undefined) return own
  return Object.values(message).find((value) => isCase(value) && value.$case === camel(name))
}

/** Compares one value with the vector's; answers the paths of fields that we don't declare, throws on a difference. */
function compare(actual: unknown, expected: unknown, path: string): string[] {
  if (isCase(actual)) return compare(actual.value, expected, path)
  if (actual === undefined) return [path]
  if (Array.isArray(expected)) {
    expect(Array.isArray(actual) && actual.length, path).toBe(expected.length)
    return expected.flatMap((item, index) => compare((actual as unknown[])[index], item, `${path}[${index}]`))
  }
  if (actual instanceof Uint8Array) expect(Buffer.from(actual).toString('base64'), path).toBe(expected)
  else if (typeof actual === 'bigint') expect(actual.toString(), path).toBe(expected)
  else if (typeof actual === 'number' && typeof expected === 'string')
    expect(
      enums.some((names) => names[expected] === actual),
      `${path}: ${expected} is ${actual}`,
    ).toBe(true)
  else if (typeof expected === 'object' && expected !== null)
    return Object.entries(expected).flatMap(([key, value]) =>
      compare(fieldOf(actual as Record<string, unknown>, key), value, `${path}.${key}`),
    )
  else expect(actual, path).toBe(expected)
  return []
}

const covered = vectors.filter(({ message }) => declared.includes(message))
const partial = new Map<string, string[]>()

describe('declared messages read and write the recorded bytes', () => {
  it.each(covered)('$message $json', ({ message, json, hex }) => {
    const codec = codecOf(message)
    const bytes = Buffer.from(hex, 'hex')
    const decoded = codec.decode(bytes)
    const undeclared = compare(decoded, json, message)
    const again = codec.encode(decoded).finish()
    if (undeclared.length === 0) expect(Buffer.from(again).toString('hex')).toBe(hex)
    else {
      partial.set(message, undeclared)
      expect(codec.decode(again)).toEqual(decoded)
    }
  })

  it('covers every declared message that has rows, and names the fields we leave out', () => {
    const names = new Set(covered.map(({ message }) => message))
    console.log(`proto vectors: ${names.size} messages, ${covered.length} rows; ${declared.length} messages declared`)
    for (const name of declared) expect(() => codecOf(name)).not.toThrow()
    expect(names.size).toBeGreaterThan(80)
    expect(Object.fromEntries(partial)).toEqual({})
  })
})
