import type { BigIntStats } from 'node:fs'
import { stat } from 'node:fs'
import { join } from 'node:path'
import { type DataFolder, metadataFileName, readDataFolder } from './metadata.io.ts'

/** A change within the same tick of a file system's clock leaves the times as they were: what is younger is read again. */
const settlesMs = 3_000n
const rememberedLimit = 20_000

const factsOf = (path: string): Promise<BigIntStats | null> =>
  new Promise((resolve) => stat(path, { bigint: true }, (failure, facts) => resolve(failure === null ? facts : null)))

const stampOf = (facts: BigIntStats | null): string =>
  facts === null ? 'none' : `${facts.dev}:${facts.ino}:${facts.size}:${facts.mtimeNs}:${facts.ctimeNs}`

const newestMs = (facts: BigIntStats | null): bigint =>
  facts === null ? 0n : facts.mtimeMs > facts.ctimeMs ? facts.mtimeMs : facts.ctimeMs

interface Remembered {
  readonly stamp: string
  readonly found: DataFolder
}

/** Names come and go with the folder's times, the metadata with its own: two questions tell whether anything is to be read. */
async function look(folder: string, now: number): Promise<{ stamp: string; settled: boolean }> {
  const [names, metadata] = await Promise.all([factsOf(folder), factsOf(join(folder, metadataFileName))])
  const settled = [names, metadata].every((facts) => newestMs(facts) + settlesMs < BigInt(Math.floor(now)))
  return { stamp: `${stampOf(names)} ${stampOf(metadata)}`, settled: settled && names !== null && metadata !== null }
}

/**
 * Reads data folders again and again, without the sizes of their files: what changed since it looked before, and nothing else. Never throws
 * for what lies there. `now`: by the computer's clock.
 */
export function createDataReader(now: () => number = Date.now) {
  const remembered = new Map<string, Remembered>()
  const read = async (folder: string): Promise<DataFolder> => {
    const { stamp, settled } = await look(folder, now())
    const known = remembered.get(folder)
    if (known !== undefined && known.stamp === stamp) return known.found
    const found = await readDataFolder(folder, { sizes: false })
    if (remembered.size >= rememberedLimit) remembered.clear()
    if (settled && found.read.ok) remembered.set(folder, { stamp, found })
    else remembered.delete(folder)
    return found
  }
  return { read }
}
export type DataReader = ReturnType<typeof createDataReader>
