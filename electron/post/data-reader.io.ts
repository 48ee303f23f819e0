import { type BigIntStats, stat } from 'node:fs'
import { join } from 'node:path'
import { mayBeKey } from '../keys/index.ts'
import { inThread } from '../storage/index.ts'
import { dataFileIndex, dataFilesOf } from './data-files.ts'
import { type DataFolder, judgeFolder, listNames, metadataFileName, parseBytes, readMetadata } from './metadata.io.ts'
import { type MetadataRead, metadataLimit } from './metadata.ts'

/** A change within the same tick of a file system's clock leaves the times as they were: what is younger is read again. */
const settlesMs = 3_000n
const rememberedLimit = 20_000

type Facts = Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs' | 'ctimeNs'>

const factsOf = (path: string): Promise<Facts | null> =>
  new Promise((resolve) => stat(path, { bigint: true }, (failure, facts) => resolve(failure === null ? facts : null)))

const stampOf = (facts: Facts | null): string =>
  facts === null ? 'none' : `${facts.dev}:${facts.ino}:${facts.size}:${facts.mtimeNs}:${facts.ctimeNs}`

/** Whether both are there, and older than what the clocks of file systems tell apart. */
const isSettled = (all: readonly (Facts | null)[], now: number): boolean =>
  all.every((facts) => {
    if (facts === null) return false
    const newest = facts.mtimeNs > facts.ctimeNs ? facts.mtimeNs : facts.ctimeNs
    return newest / 1_000_000n + settlesMs < BigInt(Math.floor(now))
  })

/** Names come and go with the folder's times, the metadata with its own: two questions tell whether anything is to be read. */
const factsOfBoth = (folder: string) => Promise.all([factsOf(folder), factsOf(join(folder, metadataFileName))])
const stampOfBoth = (facts: readonly (Facts | null)[]): string => facts.map(stampOf).join(' ')

/** One folder as it was read; facts are of before. A thread hands over the bytes as they are. */
interface FolderLook {
  readonly facts: readonly (Facts | null)[]
  readonly indexes: Float64Array
  readonly keyNames: readonly string[]
  readonly read: MetadataRead | Uint8Array
}

async function lookAlone(folder: string): Promise<FolderLook> {
  const facts = await factsOfBoth(folder)
  const [read, names] = await Promise.all([readMetadata(folder), listNames(folder)])
  const { indexes } = dataFilesOf(names.map((name) => ({ name, bytes: null })))
  return { facts, indexes, keyNames: names.filter(mayBeKey), read }
}

/** Of folders in which all can be read; anything else is for `lookAlone` to name. */
const program = `
const { openSync, fstatSync, statSync, readSync, closeSync, readdirSync, constants } = require('node:fs')
${dataFileIndex}
const mayBeKey = ${mayBeKey}
const factsOf = ({ dev, ino, size, mtimeNs, ctimeNs }) => ({ dev, ino, size, mtimeNs, ctimeNs })
const read = (path) => {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const facts = fstatSync(file, { bigint: true })
    if (!facts.isFile() || facts.size > ${metadataLimit}) return null
    const bytes = new Uint8Array(Number(facts.size) + 1)
    const count = readSync(file, bytes, 0, bytes.length, 0)
    return count === bytes.length - 1 ? { facts: factsOf(facts), bytes: bytes.slice(0, count) } : null
  } finally {
    closeSync(file)
  }
}
const run = {
  look: (folder) => {
    try {
      const facts = factsOf(statSync(folder, { bigint: true }))
      const metadata = read(folder + '/${metadataFileName}')
      if (metadata === null) return null
      const names = readdirSync(folder)
      const indexes = Float64Array.from(names.map(dataFileIndex).filter((index) => index !== null)).sort()
      return { facts: [facts, metadata.facts], indexes, keyNames: names.filter(mayBeKey), read: metadata.bytes }
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
  const lookInside = inThread<string, FolderLook>({ name: 'data folders', program, alone: lookAlone })
  const read = async (folder: string): Promise<DataFolder> => {
    const known = remembered.get(folder)
    if (known !== undefined && known.stamp === stampOfBoth(await factsOfBoth(folder))) return known.found
    const { facts, indexes, keyNames, read } = await lookInside(folder)
    const found = judgeFolder(read instanceof Uint8Array ? parseBytes(read) : read, { indexes, bytes: null }, keyNames)
    if (remembered.size >= rememberedLimit) remembered.clear()
    if (found.read.ok && isSettled(facts, now())) remembered.set(folder, { stamp: stampOfBoth(facts), found })
    else remembered.delete(folder)
    return found
  }
  return { read }
}
export type DataReader = ReturnType<typeof createDataReader>
