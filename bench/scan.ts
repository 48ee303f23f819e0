import { mkdtempSync, rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RigName } from '../electron/contract/model/basics.ts'
import { createKeyReader } from '../electron/identities/index.ts'
import { lookEverywhere } from '../electron/inventory/everywhere.io.ts'
import { keyRows } from '../electron/inventory/key-rows.ts'
import type { LookTools, Places } from '../electron/inventory/look.io.ts'
import { createSurroundings } from '../electron/inventory/surroundings.io.ts'
import { createDataReader } from '../electron/post/index.ts'
import { lookingFs } from '../electron/storage/index.ts'
import { type DataRig, writeDataRig } from './fake/data-rig.ts'
import { type BenchFigure, quantile } from './figure.ts'

const count = 1_000
const files = 100
const rounds = 7
/** Listings and scans are over in a tenth of a second each: pairs, one right after the other, say what single ones don't. */
const pairs = 3
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

const placesOf = (folder: string, { data }: DataRig): Places => ({
  nodes: [{ name: 'node' as RigName, dataFolder: folder }],
  services: data.map((dataFolder, at) => ({ name: `post-${at}` as RigName, dataFolder })),
  batches: join(folder, 'batches'),
  added: [],
})

/** As the app takes stock: every folder read, every key derived, every row made. Throws when anything was not seen as it was written. */
const scan = (places: Places, tools: LookTools) =>
  timed(async () => {
    const found = await lookEverywhere(places, tools, { signal: new AbortController().signal, told: () => undefined })
    const sound = found.data.length
    const ids = new Set(keyRows(found, true).flatMap(({ identity, copies }) => (copies.length === 1 ? [identity] : [])))
    if (ids.size !== count || ids.has(null) || sound !== count) throw new Error(`seen: ${ids.size} keys, ${sound} data folders`)
  })

/**
 * A scan of a thousand keys and a thousand data folders against the bare listing of the same folders, in turn: the first one, which
 * derives every key, and one again, as the app does it each quarter of a minute. Its threads begin in the first round, which is told by
 * itself; the app begins them when a rig is opened.
 */
export async function scanOfRig(): Promise<readonly BenchFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-bench-scan-'))
  try {
    const rig = writeDataRig(folder, count, files)
    const places = placesOf(folder, rig)
    // The files of the rig are new, and what is new is read again: the readers are told that they are old.
    const later = () => Date.now() + 60_000
    const took = { list: [await list(rig)], first: [] as number[], again: [] as number[] }
    const ratios = { first: [] as number[], again: [] as number[] }
    const pair = async (which: 'first' | 'again', tools: LookTools) => {
      const [listing, scanned] = [await list(rig), await scan(places, tools)]
      took.list.push(listing)
      took[which].push(scanned)
      ratios[which].push(scanned / listing)
    }
    for (let round = 0; round < rounds; round += 1) {
      const tools = { keys: createKeyReader(later), data: createDataReader(later), surroundings: createSurroundings(), fs: lookingFs() }
      await pair('first', tools)
      for (let turn = 0; turn < pairs; turn += 1) await pair('again', tools)
    }
    const median = (times: readonly number[]) => quantile(times, 0.5) ?? Number.NaN
    const figure = (which: 'first' | 'again', bar: number): BenchFigure => ({
      name: `${which === 'first' ? 'first' : 'repeated'} scan of ${count} keys and data folders, of a listing`,
      value: median(ratios[which]),
      unit: '×',
      bar,
      want: 'below',
      baseline: `listing ${median(took.list).toFixed(0)} ms, scan ${median(took[which]).toFixed(0)} ms, medians of ${ratios[which].length} pairs${which === 'first' ? `; ${took.first[0]?.toFixed(0)} ms while the threads begin` : ''}`,
    })
    return [figure('first', 3), figure('again', 1.3)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
