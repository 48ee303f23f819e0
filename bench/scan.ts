import { mkdtempSync, rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeyReader, type KeyReader } from '../electron/identities/key-reader.io.ts'
import { scanIdentitiesFolder } from '../electron/identities/scan.io.ts'
import { createDataReader, type DataReader } from '../electron/post/index.ts'
import { type DataRig, writeDataRig } from './fake/data-rig.ts'
import { type BenchFigure, quantile } from './figure.ts'

const count = 1_000
const files = 100
const rounds = 3
/** Listings and scans are over in a tenth of a second each: pairs, one right after the other, say what single ones don't. */
const pairs = 5
const atOnce = 16

async function each<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const queue = items.values()
  const run = async () => {
    for (const item of queue) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, run))
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

const list = ({ keys, data }: DataRig) => timed(() => each([keys, ...data], (folder) => readdir(folder, { withFileTypes: true })))

/** Throws when anything was not seen as it was written. */
const scan = ({ keys, data }: DataRig, readers: { readonly keys: KeyReader; readonly data: DataReader }) =>
  timed(async () => {
    let sound = 0
    const [found] = await Promise.all([
      scanIdentitiesFolder(keys, readers.keys),
      each(data, async (folder) => {
        const { read, data: judged } = await readers.data.read(folder)
        if (read.ok && judged?.presentFiles === files - 1) sound += 1
      }),
    ])
    const ids = new Set(found.entries.map(({ id }) => id))
    if (ids.size !== count || ids.has(null) || sound !== count) throw new Error(`seen: ${ids.size} keys, ${sound} data folders`)
  })

/**
 * A scan of a thousand keys and a thousand data folders against the bare listing of the same folders, in turn: the first one, which
 * derives every key, and one again, as the app does it each quarter of a minute.
 */
export async function scanOfRig(): Promise<readonly BenchFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-bench-scan-'))
  try {
    const rig = writeDataRig(folder, count, files)
    const took = { list: [await list(rig)], first: [] as number[], again: [] as number[], ratio: [] as number[] }
    for (let round = 0; round < rounds; round += 1) {
      // The files of the rig are new, and what is new is read again: the reader is told that they are old.
      const later = () => Date.now() + 60_000
      const readers = { keys: createKeyReader(later), data: createDataReader(later) }
      took.first.push(await scan(rig, readers))
      for (let pair = 0; pair < pairs; pair += 1) {
        const [listing, again] = [await list(rig), await scan(rig, readers)]
        took.list.push(listing)
        took.again.push(again)
        took.ratio.push(again / listing)
      }
    }
    const median = (times: readonly number[]) => quantile(times, 0.5) ?? Number.NaN
    const ms = (times: readonly number[]) => `${median(times).toFixed(0)} ms`
    const firstRatio = (median(took.first) / median(took.list)).toFixed(1)
    const baseline = `listing ${ms(took.list)}, scan ${ms(took.again)}; the first, which opens and derives every key: ${ms(took.first)}, ${firstRatio} ×`
    return [
      {
        name: `repeated scan of ${count} keys and data folders, of a listing`,
        value: median(took.ratio),
        unit: '×',
        bar: 2,
        want: 'below',
        baseline,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
