import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { base58 } from '@scure/base'

/** A libp2p ed25519 peer id: multihash of the key's protobuf, `12D3KooW…`. */
const peerId = (publicKey: Uint8Array): string => base58.encode(new Uint8Array([0, 36, 8, 1, 18, 32, ...publicKey]))

/** Reads the node's own network id from p2p/p2p.key, which it creates at its first start. No smesher's identity. */
export function loadPeerId(dataFolder: string): string {
  const folder = join(dataFolder, 'p2p')
  const path = join(folder, 'p2p.key')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (existsSync(path)) {
    const { ID } = JSON.parse(readFileSync(path, 'utf8')) as { ID?: unknown }
    if (typeof ID === 'string') return ID
  }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const id = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  const ID = peerId(id)
  // guess: only the field ID is recorded (reference rig); the key's encoding is libp2p's
  writeFileSync(path, JSON.stringify({ Key: Buffer.concat([Buffer.from([8, 1, 18, 64]), seed, id]).toString('base64'), ID }), {
    mode: 0o600,
  })
  return ID
}
