import { type BigIntStats, stat } from 'node:fs'
import { join } from 'node:path'
import { mayBeKey } from '../keys/index.ts'
import { asText, inThread } from '../storage/index.ts'
import { type DataFiles, dataFileIndex, indexesOf } from './data-files.ts'
import { type DataFolder, judgeFolder, listNames, metadataFileName, parseBytes, readMetadata } from './metadata.io.ts'
import { type MetadataRead, metadataLimit } from './metadata.ts'

/** A change within the same tick of a file system's clock leaves the times as they were: what is younger is read again. */
const settlesMs = 3_000
const rememberedLimit = 20_000

type Facts = Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs' | 'ctimeNs'>

const factsOf = (path: string): Promise<Facts | null> =>
  new Promise((resolve) => stat(path, { bigint: true }, (failure, facts) => resolve(failure === null ? facts : null)))

/** Of a folder and its metadata, and when either changed last. Stands by itself: its text runs in a thread too. */
function stampOf(all: readonly (Facts | null)[]): Stamp {
  let newest = 0n
  let text = ''
  for (const facts of all) {
    text += facts === null ? ' none' : ` ${facts.dev}:${facts.ino}:${facts.size}:${facts.mtimeNs}:${facts.ctimeNs}`
    if (facts !== null && facts.mtimeNs > newest) newest = facts.mtimeNs
    if (facts !== null && facts.ctimeNs > newest) newest = facts.ctimeNs
  }
  return { text, newestMs: Number(newest / 1_000_000n) }
}

interface Stamp {
  readonly text: string
  readonly newestMs: number
}

/** Names come and go with the folder's times, the metadata with its own: two questions tell whether anything is to be read. */
const stampNow = async (folder: string): Promise<Stamp> =>
  stampOf(await Promise.all([factsOf(folder), factsOf(join(folder, metadataFileName))]))

/** One folder as it was read; the stamp is of before. A thread hands over the bytes as they are. */
interface FolderLook extends DataFiles {
  readonly stamp: Stamp
  readonly keyNames: readonly string[] | null
  readonly read: MetadataRead | Uint8Array
}

async function lookAlone(folder: string): Promise<FolderLook> {
  const stamp = await stampNow(folder)
  const [read, names] = await Promise.all([readMetadata(folder), listNames(folder)])
  return { stamp, indexes: indexesOf(names ?? []), bytes: null, keyNames: names?.filter(mayBeKey) ?? null, read }
}

/** Of folders in which all can be read; anything else is for `lookAlone` to name. */
export const folderProgram = `
const { openSync, fstatSync, statSync, readSync, closeSync, readdirSync, constants } = require('node:fs')
${asText({ dataFileIndex, indexesOf, stampOf, mayBeKey })}
const read = (path) => {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const facts = fstatSync(file, { bigint: true })
    if (!facts.isFile() || facts.size > ${metadataLimit}) return null
    const bytes = new Uint8Array(Number(facts.size) + 1)
    const count = readSync(file, bytes, 0, bytes.length, 0)
    return count === bytes.length - 1 ? { facts, bytes: bytes.slice(0, count) } : null
  } finally {
    closeSync(file)
  }
}
const run = {
  look: (folder) => {
    try {
      const facts = statSync(folder, { bigint: true })
      const metadata = read(folder + '/${metadataFileName}')
      if (metadata === null) return null
      const names = readdirSync(folder)
      const keyNames = names.filter(mayBeKey)
      return { stamp: stampOf([facts, metadata.facts]), indexes: indexesOf(names, dataFileIndex), bytes: null, keyNames, read: metadata.bytes }
    } catch {
      return null
    }
  },
}
`

interface Remembered {
  readonly stamp: string
  readonly found: DataFolder
}

/**
 * Reads data folders again and again, without the sizes of their files: what changed since it looked before, and nothing else. Never throws
 * for what lies there. `now`: by the computer's clock.
 */
export function createDataReader(now: () => number = Date.now) {
  const remembered = new Map<string, Remembered>()
  const lookInside = inThread<string, FolderLook>({ name: 'data folders', program: folderProgram, alone: lookAlone })
  const read = async (folder: string): Promise<DataFolder> => {
    const known = remembered.get(folder)
    if (known !== undefined && known.stamp === (await stampNow(folder)).text) return known.found
    const { stamp, read, keyNames, ...files } = await lookInside(folder)
    const found = judgeFolder(read instanceof Uint8Array ? parseBytes(read) : read, files, keyNames)
    if (remembered.size >= rememberedLimit) remembered.clear()
    if (found.read.ok && keyNames !== null && stamp.newestMs + settlesMs < now()) remembered.set(folder, { stamp: stamp.text, found })
    else remembered.delete(folder)
    return found
  }
  return { read }
}
export type DataReader = ReturnType<typeof createDataReader>
