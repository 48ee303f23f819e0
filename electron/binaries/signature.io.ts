import { createPublicKey, verify } from 'node:crypto'
import { blake2b } from '@noble/hashes/blake2.js'
import type { Signature, SigningKey } from './minisign.ts'
import { refusedAs } from './refused.ts'

/** What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410). */
const derHead = Buffer.from('302a300506032b6570032100', 'hex')

/** Whether the holder of the key has signed exactly these bytes. Throws `archive_refused`. */
export function checkSignature(bytes: Uint8Array, { keyId, hashed, signature, trusted, whole }: Signature, { id, key }: SigningKey): void {
  if (keyId !== id) throw refusedAs('manifest-key-differs', keyId, id)
  const by = createPublicKey({ key: Buffer.concat([derHead, key]), format: 'der', type: 'spki' })
  // Electron's own cryptography has no BLAKE2b of 64 bytes.
  const signed = hashed ? blake2b(bytes, { dkLen: 64 }) : bytes
  const all = Buffer.concat([signature, Buffer.from(trusted)])
  if (!verify(null, signed, by, signature) || !verify(null, all, by, whole)) throw refusedAs('manifest-signature')
}
