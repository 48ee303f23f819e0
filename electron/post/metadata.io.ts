import { constants } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type DataFile, type DataJudgement, dataFileIndex, judgeDataFiles } from './data-files.ts'
import { type MetadataDefect, type MetadataRead, metadataLimit, parseMetadata } from './metadata.ts'

const metadataFileName = 'postdata_metadata.json'

const failed = (kind: MetadataDefect['kind'], detail: string): MetadataRead => ({
  ok: false,
  defects: [{ field: null, kind, detail, serviceRefuses: true }],
})

const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown')

async function readLimited(path: string): Promise<Uint8Array | 'too-large' | 'not-a-file'> {
  // O_NONBLOCK: a named pipe in the place of the file must not hang the scan.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const bytes = new Uint8Array(metadataLimit + 1)
    if (!(await file.stat()).isFile()) return 'not-a-file'
    let filled = 0
    for (;;) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled)
      if (bytesRead === 0) return bytes.subarray(0, filled)
      filled += bytesRead
      if (filled === bytes.length) return 'too-large'
    }
  } finally {
    await file.close()
  }
}

/** Reads and judges `postdata_metadata.json` of a PoST data folder; never throws for what lies there. Read only. */
export async function readMetadata(folder: string): Promise<MetadataRead> {
  try {
    const bytes = await readLimited(join(folder, metadataFileName))
    if (bytes === 'too-large') return failed('too-large', `more than ${metadataLimit} bytes`)
    if (bytes === 'not-a-file') return failed('not-readable', 'not a regular file')
    return parseMetadata(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch (cause) {
    if (cause instanceof TypeError) return failed('not-utf8', 'not valid UTF-8')
    const code = codeOf(cause)
    return failed(code === 'ENOENT' || code === 'ENOTDIR' ? 'not-found' : 'not-readable', code)
  }
}

export interface DataFolder {
  readonly read: MetadataRead
  /** `null` when the metadata can't be read, so nothing is known to hold the files against. */
  readonly data: DataJudgement | null
  /** An `identity.key` lies beside the data (postcli leaves one): a further copy of the key. */
  readonly hasKeyFile: boolean
}

async function listFiles(folder: string, sizes: boolean): Promise<{ files: DataFile[]; hasKeyFile: boolean }> {
  const names = await readdir(folder).catch((): string[] => [])
  const binaries = names.filter((name) => dataFileIndex(name) !== null)
  const sized = async (name: string): Promise<DataFile> => {
    const found = await stat(join(folder, name), { bigint: true }).catch(() => null)
    return { name, bytes: found?.isFile() === true ? found.size : 0n }
  }
  const files = sizes ? await Promise.all(binaries.map(sized)) : binaries.map((name): DataFile => ({ name, bytes: null }))
  return { files, hasKeyFile: names.includes('identity.key') }
}

/**
 * Reads a PoST data folder: metadata and completeness of the `.bin` files.
 * Without `sizes` it costs one listing and one small file, whatever the number of data files: that is what a scan of many folders uses.
 */
export async function readDataFolder(folder: string, options: { readonly sizes: boolean }): Promise<DataFolder> {
  const [read, { files, hasKeyFile }] = await Promise.all([readMetadata(folder), listFiles(folder, options.sizes)])
  return { read, data: read.ok ? judgeDataFiles(read.metadata, files) : null, hasKeyFile }
}
