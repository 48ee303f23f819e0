import { generateKeyPairSync } from 'node:crypto'
import { linkSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { metadataText } from './operator.ts'

/** A rig on disk: one folder of keys and many of PoST data. */
export interface DataRig {
  readonly keys: string
  readonly data: readonly string[]
}

/** A key file as a node writes it: seed and public half in hex. */
function keyText(): string {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return `${Buffer.from(d, 'base64url').toString('hex')}${Buffer.from(x, 'base64url').toString('hex')}`
}

/** Writes `count` sound keys and as many data folders with `files` files each: names and metadata as they would be, contents empty: links, in each twentieth folder to a new file. */
export function writeDataRig(folder: string, count: number, files: number): DataRig {
  const keys = join(folder, 'identities')
  mkdirSync(keys, { recursive: true })
  const data = Array.from({ length: count }, (_, index) => join(folder, `data-${index}`))
  let empty = ''
  for (const [index, path] of data.entries()) {
    if (index % 20 === 0) {
      empty = join(folder, `empty-${index}`)
      writeFileSync(empty, '')
    }
    writeFileSync(join(keys, `identity-${index}.key`), keyText(), { mode: 0o600 })
    mkdirSync(path)
    writeFileSync(join(path, 'postdata_metadata.json'), metadataText(index))
    for (let file = 1; file < files; file += 1) linkSync(empty, join(path, `postdata_${file - 1}.bin`))
  }
  return { keys, data }
}
