import * as z from 'zod/mini'
import { SmesherId } from '../contract/model/basics.ts'
import type { KeyDefect } from '../contract/model/identity.ts'
import { fromHex, hexValue } from './key-forms.ts'

/** Characters of a sound key file: 64 bytes in hex, nothing before, nothing after (docs/protocol.md §1). */
export const keyCharacters = 128
/** Bytes read of any file that may be a key; more is no key, whatever it is. */
export const keyFileLimit = 4096

/** What a key file holds by its form alone. The seed is a secret: derive from it, then drop it. */
export type KeyReading =
  | { readonly ok: true; readonly claims: SmesherId; readonly seed: Uint8Array }
  | { readonly ok: false; readonly defect: KeyDefect; readonly detail: string }

const broken = (defect: KeyDefect, detail: string): KeyReading => ({ ok: false, defect, detail })

/** Index of the first byte that is no hex character, or -1. */
const firstForeign = (bytes: Uint8Array): number => bytes.findIndex((code) => hexValue(code) === -1)

const isNewline = (code: number | undefined): boolean => code === 10 || code === 13
const startsWithMark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

/** Why the node refuses these bytes; it counts pairs first, then reads them (docs/protocol.md §1, recorded texts). */
function defectOf(bytes: Uint8Array): KeyReading {
  const size = `${bytes.length} B`
  if (bytes.length === 0) return broken('empty', size)
  if (bytes.length > keyFileLimit) return broken('too-large', size)
  if (startsWithMark(bytes)) return broken('byte-order-mark', size)
  if (isNewline(bytes.at(-1))) return broken('newline-at-end', size)
  const foreign = firstForeign(bytes)
  if (foreign !== -1 && Math.floor(bytes.length / 2) === keyCharacters / 2) return broken('not-hex', `#${foreign + 1}`)
  return broken(bytes.length === keyCharacters + 1 ? 'odd-length' : 'wrong-length', size)
}

/**
 * Reads a key file by its form: exactly 128 hex characters of either case. Whether the halves belong together is for
 * `deriveSmesherId` to say. Any defect here makes a node refuse its start.
 */
export function readKeyFile(bytes: Uint8Array): KeyReading {
  if (bytes.length !== keyCharacters || firstForeign(bytes) !== -1) return defectOf(bytes)
  return { ok: true, claims: z.parse(SmesherId, text(bytes.subarray(64)).toLowerCase()), seed: fromHex(bytes, 0) }
}

/** How a name stands to the node's loading rule: the extension is exactly `.key`. */
export function nameRule(name: string): 'loaded' | 'retired' | 'passed-over' {
  if (name.endsWith('.key')) return 'loaded'
  return /\.key\.moved-/.test(name) ? 'retired' : 'passed-over'
}

/** Names outside an identities folder under which keys lie: postcli's `identity.key`, the old `key.bin`, whatever a person made of them. */
export const mayBeKey = (name: string): boolean => name.includes('.key') || name === 'key.bin' || name === 'key.bin.bak'
