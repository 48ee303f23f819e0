import { createPrivateKey, createPublicKey } from 'node:crypto'

/** A key file's content understood: 32-byte seed and the public key, which is the identity. */
export interface KeyPair {
  readonly seed: Uint8Array
  readonly id: Uint8Array
}

const size = 64

/**
 * Reads the content of a key file as the node does: exactly 128 hex characters, nothing else (docs/protocol.md §1).
 * @returns the key, or the node's words for what is wrong, without `failed to construct identity X: `
 */
export function parseKey(content: Uint8Array, fileName: string): KeyPair | { error: string } {
  const length = Math.floor(content.length / 2)
  // only the byte count is looked at before decoding, and it is rounded down: an odd last byte gets past it
  if (length !== size) return { error: `invalid key size ${length}/${size} for ${fileName}` }
  const decoded = decodeHex(content)
  if (typeof decoded === 'string') return { error: `decoding private key in ${fileName}: encoding/hex: ${decoded}` }
  const seed = decoded.subarray(0, 32)
  const id = decoded.subarray(32)
  return Buffer.from(publicKeyOf(seed)).equals(Buffer.from(id)) ? { seed, id } : { error: 'private and public do not match' }
}

/** Go's hex.Decode: pairs from the left; the first bad byte is named, a lone last digit is "odd length". */
function decodeHex(content: Uint8Array): Uint8Array | string {
  const bytes = new Uint8Array(Math.floor(content.length / 2))
  for (let at = 0; at < content.length; at++) {
    const digit = digitOf(content[at] ?? 0)
    if (digit === null) return `invalid byte: ${runeName(content[at] ?? 0)}`
    if (at >> 1 < bytes.length) bytes[at >> 1] = (bytes[at >> 1] ?? 0) * 16 + digit
  }
  return content.length % 2 === 1 ? 'odd length hex string' : bytes
}

function digitOf(byte: number): number | null {
  const digit = Number.parseInt(String.fromCharCode(byte), 16)
  return Number.isNaN(digit) ? null : digit
}

/** Go's %#U: code point, and the character where it is printable. */
function runeName(byte: number): string {
  const code = `U+${byte.toString(16).toUpperCase().padStart(4, '0')}`
  const printable = (byte >= 0x20 && byte < 0x7f) || byte > 0xa0
  return printable ? `${code} '${String.fromCharCode(byte)}'` : code
}

const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The ed25519 private key object of a seed. */
export const privateKeyOf = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' })

/** The public key of a seed, 32 bytes: the smesher id. */
export const publicKeyOf = (seed: Uint8Array): Uint8Array =>
  createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' }).subarray(-32)
