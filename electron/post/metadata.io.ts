import { close, constants, fstat, open, read, type Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { saw } from '../contract/seen.ts'
import { mayBeKey } from '../keys/index.ts'
import { type DataFile, type DataFiles, type DataJudgement, dataFileIndex, dataFilesOf, judgeDataFiles } from './data-files.ts'
import { type MetadataDefect, type MetadataRead, metadataLimit, parseMetadata } from './metadata.ts'

export const metadataFileName = 'postdata_metadata.json'

const failed = (kind: MetadataDefect['kind'], detail: string): MetadataRead => ({
  ok: false,
  defects: [{ field: null, kind, detail, serviceRefuses: true }],
})

/** Why there are no bytes: the system's own code, or what was seen in their place. */
export function metadataFailed(code: string): MetadataRead {
  if (code.startsWith('["too-long"')) return failed('too-large', code)
  return failed(code === 'ENOENT' || code === 'ENOTDIR' ? 'not-found' : 'not-readable', code)
}

const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown')

// Descriptors and callbacks: a FileHandle for each of a thousand files costs twice the time.
const openFile: (path: string, flags: number) => Promise<number> = promisify(open)
const closeFile: (file: number) => Promise<void> = promisify(close)
const factsOf: (file: number) => Promise<Stats> = promisify(fstat)
const readAt = (file: number, bytes: Uint8Array, at: number): Promise<number> =>
  new Promise((resolve, reject) =>
    read(file, bytes, at, bytes.length - at, at, (failure, count) => (failure === null ? resolve(count) : reject(failure))),
  )

async function readLimited(path: string): Promise<Uint8Array | 'too-large' | 'not-a-file'> {
  // O_NONBLOCK: a named pipe in the place of the file must not hang the scan.
  const file = await openFile(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const facts = await factsOf(file)
    if (!facts.isFile()) return 'not-a-file'
    if (facts.size > metadataLimit) return 'too-large'
    // One byte more than the file says: filled, the file grew meanwhile and is read on to the limit.
    let bytes = new Uint8Array(facts.size + 1)
    let filled = 0
    for (;;) {
      const count = await readAt(file, bytes, filled)
      filled += count
      if (count === 0 || filled === facts.size) return bytes.subarray(0, filled)
      if (filled > metadataLimit) return 'too-large'
      if (filled === bytes.length) {
        const more = new Uint8Array(metadataLimit + 1)
        more.set(bytes)
        bytes = more
      }
    }
  } finally {
    await closeFile(file)
  }
}

/** Bytes that are no UTF-8 are refused in what the service reads, and passed over elsewhere. */
export function parseBytes(bytes: Uint8Array): MetadataRead {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const read = parseMetadata(text)
  if (!text.includes('\ufffd') || Buffer.from(text).equals(bytes)) return read
  const defect: MetadataDefect = { field: null, kind: 'not-utf8', detail: saw('not-utf8'), serviceRefuses: !read.ok }
  return read.ok ? { ...read, warnings: [...read.warnings, defect] } : { ok: false, defects: [defect] }
}

/** Reads and judges `postdata_metadata.json` of a PoST data folder; never throws for what lies there. Read only. */
export async function readMetadata(folder: string): Promise<MetadataRead> {
  try {
    const bytes = await readLimited(join(folder, metadataFileName))
    if (bytes === 'too-large') return metadataFailed(saw('too-long', `${metadataLimit} B`))
    if (bytes === 'not-a-file') return metadataFailed(saw('no-plain-file'))
    return parseBytes(bytes)
  } catch (cause) {
    return metadataFailed(codeOf(cause))
  }
}

export interface DataFolder {
  readonly read: MetadataRead
  /** `null` when the metadata can't be read, so nothing is known to hold the files against. */
  readonly data: DataJudgement | null
  /** Names beside the data that may be keys (postcli leaves an `identity.key`): each a further copy. `null`: it can't be listed. */
  readonly keyNames: readonly string[] | null
}

/** All names in a folder; `null`: it can't be listed. */
const listNames = (folder: string): Promise<string[] | null> => readdir(folder).catch(() => null)

/** What the metadata, the data files and the keys beside them come to; the files are judged once somebody asks. */
export function judgeFolder(read: MetadataRead, files: DataFiles, keyNames: readonly string[] | null): DataFolder {
  let data: DataJudgement | null = null
  return {
    read,
    get data() {
      if (read.ok) data ??= judgeDataFiles(read.metadata, files)
      return data
    },
    keyNames,
  }
}

/** Reads a PoST data folder: metadata and completeness of the `.bin` files, by name and size. */
export async function readDataFolder(folder: string): Promise<DataFolder> {
  const [read, names] = await Promise.all([readMetadata(folder), listNames(folder)])
  const sized = async (name: string): Promise<DataFile> => {
    const found = await stat(join(folder, name), { bigint: true }).catch(() => null)
    return { name, bytes: found?.isFile() === true ? found.size : 0n }
  }
  const files = await Promise.all((names ?? []).filter((name) => dataFileIndex(name) !== null).map(sized))
  return judgeFolder(read, dataFilesOf(files), names?.filter(mayBeKey) ?? null)
}
