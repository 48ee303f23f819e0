import { mkdtempSync, rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeyReader, type KeyReader } from '../electron/identities/key-reader.io.ts'
import { scanIdentitiesFolder } from '../electron/identities/scan.io.ts'
import { readDataFolder } from '../electron/post/index.ts'
import { type DataRig, writeDataRig } from './fake/data-rig.ts'
import { type BenchFigure, quantile } from './figure.ts'

const count = 1_000
const files = 100
const rounds = 3
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
const scan = ({ keys, data }: DataRig, reader: KeyReader) =>
  timed(async () => {
    let sound = 0
    const [found] = await Promise.all([
      scanIdentitiesFolder(keys, reader),
      each(data, async (folder) => {
        const { read, data: judged } = await readDataFolder(folder, { sizes: false })
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
    const took = { list: [await list(rig)], first: [] as number[], again: [] as number[] }
    for (let round = 0; round < rounds; round += 1) {
      const reader = createKeyReader()
      took.first.push(await scan(rig, reader))
      took.list.push(await list(rig))
      took.again.push(await scan(rig, reader))
    }
    const [listing, first, again] = [took.list, took.first, took.again].map((times) => quantile(times, 0.5))
    const ms = (value: number | undefined) => `${(value ?? Number.NaN).toFixed(0)} ms`
    const common = { unit: '×', bar: 2, want: 'below' } as const
    const ratio = (value: number | undefined) => (value ?? Number.NaN) / (listing ?? Number.NaN)
    return [
      {
        name: `scan of ${count} keys and data folders, of a listing`,
        value: ratio(again),
        ...common,
        baseline: `listing ${ms(listing)}, scan ${ms(again)}`,
      },
      {
        name: 'the first such scan, which derives every key',
        value: ratio(first),
        ...common,
        baseline: `listing ${ms(listing)}, scan ${ms(first)}`,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
