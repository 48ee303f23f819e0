import { createPrivateKey } from 'node:crypto'
import * as z from 'zod/mini'
import { SmesherId } from '../contract/model/basics.ts'
import { type KeyReading, readKeyFile } from './key-file.ts'
import { seedsInside } from './key-forms.ts'

/** PKCS#8 head of an ed25519 seed; the 32 bytes of the seed follow (docs/protocol.md §1). */
const seedHead = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The public key, which is the identity, of a 32-byte seed. Throws on another length. */
function idOfSeed(seed: Uint8Array): SmesherId {
  if (seed.length !== 32) throw new RangeError('a seed has 32 bytes')
  const der = Buffer.concat([seedHead, seed])
  try {
    const { x } = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' })
    return z.parse(SmesherId, Buffer.from(x ?? '', 'base64url').toString('hex'))
  } finally {
    der.fill(0)
  }
}

/**
 * The identity that 128 hex characters sign for, derived from the seed as the node does; `null` for all that is not a sound key beyond
 * doubt. Stands by itself, with all it uses handed in: its text runs in a thread too (identities/key-reader.io.ts).
 */
export function soundKey(bytes: Uint8Array, makeKey: typeof createPrivateKey): string | null {
  if (bytes.length !== 128) return null
  const halves = Buffer.alloc(64)
  for (let at = 0; at < 128; at++) {
    const code = bytes[at] ?? 0
    const lower = code | 32
    const value = code >= 48 && code <= 57 ? code - 48 : lower >= 97 && lower <= 102 ? lower - 87 : -1
    if (value === -1) return null
    halves[at >> 1] = (halves[at >> 1] ?? 0) * 16 + value
  }
  const claimed = halves.subarray(32)
  const x = claimed.toString('base64url')
  try {
    // Half the time of the other forms, and scans derive a thousand.
    const key = { kty: 'OKP', crv: 'Ed25519', d: halves.subarray(0, 32).toString('base64url'), x }
    return makeKey({ key, format: 'jwk' }).export({ format: 'jwk' }).x === x ? claimed.toString('hex') : null
  } catch {
    return null
  } finally {
    halves.fill(0)
  }
}

export type KeyIdentity =
  | { readonly ok: true; readonly id: SmesherId }
  | {
      readonly ok: false
      readonly defect: Extract<KeyReading, { ok: false }>['defect']
      readonly detail: string
      /** Identities that the bytes would sign for in another form, one repair away. A guess each: most of them nobody has. */
      readonly inside: readonly SmesherId[]
    }

/** One after another, and each wiped. */
function idsInside(bytes: Uint8Array): SmesherId[] {
  return seedsInside(bytes).map((seed) => {
    const id = idOfSeed(seed)
    seed.fill(0)
    return id
  })
}

/** The identity that these bytes of a key file sign for, derived from the seed as the node does; else the defect. */
export function deriveSmesherId(bytes: Uint8Array): KeyIdentity {
  const sound = soundKey(bytes, createPrivateKey)
  if (sound !== null) return { ok: true, id: z.parse(SmesherId, sound) }
  const reading = readKeyFile(bytes)
  if (!reading.ok) return { ok: false, defect: reading.defect, detail: reading.detail, inside: idsInside(bytes) }
  const id = idOfSeed(reading.seed)
  reading.seed.fill(0)
  if (id === reading.claims) return { ok: true, id }
  return { ok: false, defect: 'public-half-differs', detail: '', inside: [id] }
}
