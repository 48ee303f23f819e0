import { generateKeyPairSync } from 'node:crypto'
import { SmesherId } from '../../contract/model/basics.ts'
import type { MemoryKey } from './memory-rig.ts'

/** A fresh, worthless key in the form of a key file. */
export function makeKey(): MemoryKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32).toString('hex')
  const id = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  return { id: SmesherId.parse(id), text: seed + id }
}
