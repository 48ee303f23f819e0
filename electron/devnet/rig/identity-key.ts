import { generateKeyPairSync } from 'node:crypto'

export interface IdentityKey {
  /** 128 lower-case hex characters, seed then public key, no newline (facts: spacemesh-protocol 2.3). */
  readonly text: string
  /** The smesher id: 32 bytes. */
  readonly id: Buffer
}

/** A fresh ed25519 identity. */
export function makeIdentityKey(): IdentityKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  const id = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  return { text: Buffer.concat([seed, id]).toString('hex'), id }
}
