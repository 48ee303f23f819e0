import { base64 } from '@scure/base'
import { refusedAs } from './refused.ts'

/** A public key of minisign (jedisct1.github.io/minisign): two letters, eight bytes of an id, an Ed25519 key. */
export interface SigningKey {
  /** 16 hex characters, as they stand in the bytes. */
  readonly id: string
  readonly key: Uint8Array
}

export interface Signature {
  readonly keyId: string
  /** Over the file's BLAKE2b-512 instead of the file. */
  readonly hashed: boolean
  readonly signature: Uint8Array
  readonly trusted: string
  /** Over the signature and the trusted comment. */
  readonly whole: Uint8Array
}

/** Characters of a key or a signature: four lines of a hundred. */
export const signatureLimit = 4096

const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

function bytesOf(text: string | undefined, length: number): Uint8Array {
  let bytes: Uint8Array
  try {
    bytes = base64.decode(text ?? '')
  } catch {
    throw refusedAs('manifest-signature')
  }
  if (bytes.length !== length) throw refusedAs('manifest-signature')
  return bytes
}

const linesOf = (text: string): readonly string[] => {
  if (text.length > signatureLimit) throw refusedAs('manifest-signature')
  return text.trim().split(/\r?\n/)
}

/** A key file, or its one line. Throws `archive_refused`. */
export function parseKey(text: string): SigningKey {
  const bytes = bytesOf(linesOf(text).at(-1), 42)
  if (bytes[0] !== 0x45 || bytes[1] !== 0x64) throw refusedAs('manifest-signature')
  return { id: hexOf(bytes.subarray(2, 10)), key: bytes.slice(10) }
}

/** A `.minisig` file. Throws `archive_refused`. */
export function parseSignature(text: string): Signature {
  const [untrusted = '', signed, comment = '', whole, ...rest] = linesOf(text)
  if (rest.length > 0 || !untrusted.startsWith('untrusted comment:') || !comment.startsWith('trusted comment: '))
    throw refusedAs('manifest-signature')
  const bytes = bytesOf(signed, 74)
  const [first, second] = bytes
  if (first !== 0x45 || (second !== 0x44 && second !== 0x64)) throw refusedAs('manifest-signature')
  return {
    keyId: hexOf(bytes.subarray(2, 10)),
    hashed: second === 0x44,
    signature: bytes.slice(10),
    trusted: comment.slice('trusted comment: '.length),
    whole: bytesOf(whole, 64),
  }
}
