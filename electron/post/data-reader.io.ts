import { saw } from '../contract/seen.ts'
import { mayBeKey } from '../keys/index.ts'
import { asText, type LookThreads, lookThreads, type Way } from '../storage/index.ts'
import { dataFileIndex, indexesOf } from './data-files.ts'
import { type DataFolder, judgeFolder, metadataFailed, metadataFileName, parseBytes } from './metadata.io.ts'
import { metadataLimit } from './metadata.ts'

/** A change within the same tick of a file system's clock leaves the times as they were: what is younger is read again. */
const settlesMs = 3_000
const rememberedLimit = 20_000

/** One folder as it was read; the stamp, of it and its metadata, is of before. `bytes`: of the metadata; else `code` says why there are none. */
interface FolderLook {
  readonly stamp: { readonly text: string; readonly newestMs: number }
  readonly bytes: Uint8Array | null
  readonly code: string
  readonly indexes: Float64Array | number
  /** `null`: it can't be listed. */
  readonly keyNames: readonly string[] | null
}

/** Names come and go with the folder's times, the metadata with its own: two questions tell whether anything is to be read. */
export const folderProgram = `
const { openSync, fstatSync, statSync, readSync, closeSync, readdirSync, constants } = require('node:fs')
${asText({ dataFileIndex, indexesOf, mayBeKey })}
const factsOf = (path) => {
  try {
    return statSync(path, { bigint: true })
  } catch {
    return null
  }
}
const stampOf = (all) => {
  let newest = 0n
  let text = ''
  for (const facts of all) {
    text += facts === null ? ' none' : ' ' + facts.dev + ':' + facts.ino + ':' + facts.size + ':' + facts.mtimeNs + ':' + facts.ctimeNs
    if (facts !== null && facts.mtimeNs > newest) newest = facts.mtimeNs
    if (facts !== null && facts.ctimeNs > newest) newest = facts.ctimeNs
  }
  return { text, newestMs: Number(newest / 1_000_000n) }
}
const readAll = (file) => {
  const facts = fstatSync(file)
  if (!facts.isFile()) return { code: '${saw('no-plain-file')}' }
  let bytes = new Uint8Array(Math.min(facts.size, ${metadataLimit}) + 1)
  for (let filled = 0; ; ) {
    const count = readSync(file, bytes, filled, bytes.length - filled, filled)
    filled += count
    if (filled > ${metadataLimit}) return { code: '${saw('too-long', `${metadataLimit} B`)}' }
    if (count === 0) return { bytes: bytes.slice(0, filled) }
    // It grew meanwhile, and is read on to the limit.
    if (filled === bytes.length) {
      const more = new Uint8Array(${metadataLimit} + 1)
      more.set(bytes)
      bytes = more
    }
  }
}
const read = (path) => {
  let file = -1
  try {
    // O_NONBLOCK: a named pipe in the place of the file must not hang the scan.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    return readAll(file)
  } catch (error) {
    return { code: String(error?.code ?? 'unknown') }
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
    const metadata = folder + '/${metadataFileName}'
    const stamp = stampOf([factsOf(folder), factsOf(metadata)])
    if (stamp.text === known) return 'same'
    const names = namesIn(folder)
    const keyNames = names && names.filter((name) => dataFileIndex(name) === null && mayBeKey(name))
    return { stamp, bytes: null, code: '', ...read(metadata), indexes: indexesOf(names ?? [], dataFileIndex), keyNames }
  },
}
`
const way: Way = { name: 'data folders', program: folderProgram }

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
    const { stamp, bytes, code, indexes, keyNames } = seen
    const found = judgeFolder(bytes === null ? metadataFailed(code) : parseBytes(bytes), { indexes, bytes: null }, keyNames)
    if (remembered.size >= rememberedLimit) remembered.clear()
    if (found.read.ok && keyNames !== null && stamp.newestMs + settlesMs < now()) remembered.set(folder, { stamp: stamp.text, found })
    else remembered.delete(folder)
    return found
  }
  return { read }
}
export type DataReader = ReturnType<typeof createDataReader>
