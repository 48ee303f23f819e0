import { saw } from '../contract/seen.ts'
import { mayBeKey } from '../keys/index.ts'
import { asText, type LookThreads, lookThreads, type Way } from '../storage/index.ts'
import { dataFileIndex, indexesOf } from './data-files.ts'
import { type DataFolder, judgeFolder, metadataFailed, metadataFileName, parseBytes } from './metadata.io.ts'
import { type MetadataRead, metadataLimit, parseMetadata } from './metadata.ts'

/** A change within the same tick of a file system's clock leaves the times as they were: what is younger is read again. */
const settlesMs = 3_000
const rememberedLimit = 20_000

/** One folder as it was read: little is sent from thread to thread, for it is a thousand times. */
type FolderLook = readonly [
  /** Of it and its metadata, from before they were read, and when the newer of the two changed. */
  stamp: string,
  newestMs: number,
  /** The text of the metadata, its bytes where they are none, or the system's word for why there are none. */
  metadata: string | Uint8Array | { readonly code: string },
  indexes: Float64Array | number,
  /** `null`: it can't be listed. */
  keyNames: readonly string[] | null,
]

/** Names come and go with the folder's times, the metadata with its own: two questions tell whether anything is to be read. */
export const folderProgram = `
const { openSync, fstatSync, statSync, readSync, closeSync, readdirSync, constants } = require('node:fs')
const { isUtf8 } = require('node:buffer')
${asText({ dataFileIndex, indexesOf, mayBeKey })}
const factsOf = (path) => {
  try {
    return statSync(path, { bigint: true })
  } catch {
    return null
  }
}
const stampOf = (facts) =>
  facts === null ? 'none' : facts.dev + ':' + facts.ino + ':' + facts.size + ':' + facts.mtimeNs + ':' + facts.ctimeNs
const changedMs = (facts) => (facts === null ? 0 : Number((facts.mtimeNs > facts.ctimeNs ? facts.mtimeNs : facts.ctimeNs) / 1_000_000n))
const held = Buffer.alloc(${metadataLimit + 1})
const readAll = (file, size) => {
  for (let filled = 0; ; ) {
    const count = readSync(file, held, filled, held.length - filled, filled)
    filled += count
    if (filled > ${metadataLimit}) return { code: '${saw('too-long', `${metadataLimit} B`)}' }
    if (count > 0 && filled !== size) continue
    const bytes = held.subarray(0, filled)
    return isUtf8(bytes) ? bytes.toString() : new Uint8Array(bytes)
  }
}
/** With what was told of the opened file before it was read. */
const read = (path) => {
  let file = -1
  let facts = null
  try {
    // O_NONBLOCK: a named pipe in the place of the file must not hang the scan.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    facts = fstatSync(file, { bigint: true })
    return [facts, facts.isFile() ? readAll(file, Number(facts.size)) : { code: '${saw('no-plain-file')}' }]
  } catch (error) {
    return [facts, { code: String(error?.code ?? 'unknown') }]
  } finally {
    if (file !== -1) closeSync(file)
  }
}
const namesIn = (folder) => {
  try {
    return readdirSync(folder)
  } catch {
    return null
  }
}
const run = {
  look: ([folder, known]) => {
    const path = folder + '/${metadataFileName}'
    const here = factsOf(folder)
    if (known !== null && stampOf(here) + ' ' + stampOf(factsOf(path)) === known) return 'same'
    const names = namesIn(folder)
    const keyNames = names && names.filter((name) => mayBeKey(name) && dataFileIndex(name) === null)
    const [facts, metadata] = read(path)
    const newestMs = Math.max(changedMs(here), changedMs(facts))
    return [stampOf(here) + ' ' + stampOf(facts), newestMs, metadata, indexesOf(names ?? [], dataFileIndex), keyNames]
  },
}
`
const way: Way = { name: 'data folders', program: folderProgram }

function metadataOf(metadata: FolderLook[2]): MetadataRead {
  if (typeof metadata === 'string') return parseMetadata(metadata)
  return metadata instanceof Uint8Array ? parseBytes(metadata) : metadataFailed(metadata.code)
}

/**
 * Reads data folders again and again, without the sizes of their files: what changed since it looked before, and nothing else. Throws
 * `LookFailed` where nothing answers, never for what lies there. `now`: by the computer's clock.
 */
export function createDataReader(now: () => number = Date.now, threads: LookThreads = lookThreads) {
  const remembered = new Map<string, { readonly stamp: string; readonly found: DataFolder }>()
  const read = async (folder: string): Promise<DataFolder> => {
    const known = remembered.get(folder)
    const seen = (await threads.look(way, [folder, known?.stamp ?? null], folder)) as FolderLook | 'same'
    if (seen === 'same') return known?.found ?? read(folder)
    const [stamp, newestMs, metadata, indexes, keyNames] = seen
    const found = judgeFolder(metadataOf(metadata), { indexes, bytes: null }, keyNames)
    if (remembered.size >= rememberedLimit) remembered.clear()
    if (found.read.ok && keyNames !== null && newestMs + settlesMs < now()) remembered.set(folder, { stamp, found })
    else remembered.delete(folder)
    return found
  }
  return { read }
}
export type DataReader = ReturnType<typeof createDataReader>
