import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { marker } from '../shared/simulated-folder.ts'

export interface PostFolder {
  readonly nodeId: Uint8Array
  readonly commitmentAtxId: Uint8Array
  readonly labelsPerUnit: number
  readonly numUnits: number
  readonly maxFileSize: number
  /** 128 characters of the identity's key, written beside the data as postcli does; null for a supervised identity. */
  readonly keyText: string | null
  /** The disk that it is said to lie on; whatever disk it lies on when left out. */
  readonly disk?: string
}

/** The text of `postdata_metadata.json`, tab-indented as postcli writes it. */
function metadataText(folder: PostFolder): string {
  const labels = folder.labelsPerUnit * folder.numUnits
  const nonce = new DataView(Uint8Array.from(folder.nodeId.subarray(0, 4)).buffer).getUint32(0) % Math.max(1, labels)
  const metadata = {
    NodeId: Buffer.from(folder.nodeId).toString('base64'),
    CommitmentAtxId: Buffer.from(folder.commitmentAtxId).toString('base64'),
    LabelsPerUnit: folder.labelsPerUnit,
    NumUnits: folder.numUnits,
    MaxFileSize: folder.maxFileSize,
    Nonce: nonce,
    NonceValue: `0000${Buffer.from(folder.nodeId).toString('hex').slice(0, 28)}`,
  }
  return JSON.stringify(metadata, null, '\t')
}

/** Writes a finished PoST folder: marker, metadata, key and data files of the exact sizes, which hold nothing (sparse). */
export function writePostFolder(path: string, folder: PostFolder): void {
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, marker), `Simulated: the data files hold nothing.\n${folder.disk === undefined ? '' : `Disk: ${folder.disk}\n`}`)
  writeFileSync(join(path, 'postdata_metadata.json'), metadataText(folder))
  if (folder.keyText !== null) writeFileSync(join(path, 'identity.key'), folder.keyText, { mode: 0o600 })
  let rest = folder.labelsPerUnit * folder.numUnits * 16
  for (let index = 0; rest > 0; index += 1) {
    const size = Math.min(rest, folder.maxFileSize)
    const file = openSync(join(path, `postdata_${index}.bin`), 'w', 0o600)
    ftruncateSync(file, size)
    closeSync(file)
    rest -= size
  }
}
