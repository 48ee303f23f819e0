import type { Page } from 'playwright'
import { until } from '../host/until.ts'
import type { Surroundings } from '../journeys/fixtures.ts'
import { changedFiles, openForWriting, standingFiles } from '../oracle/left-alone.ts'
import type { OutsideRig } from '../rig/outside-rig.ts'
import type { Book } from './book.ts'
import type { Looks } from './judge.ts'
import { watchedPages } from './move-scene.ts'
import { type Moments, momentsOf, networkOf, nextGap } from './network.ts'
import { processesOf, startOracle } from './oracle.ts'
import { watch } from './watch.ts'

/** Before the gap that is looked at opens, the rig has been taken in and every row has been seen once. */
const leadMs = 8_000
/** The app hears of a late ATX by its own polls. */
const settledMs = 5_000
/** The oracle asks each half second, and a busy node answers later. */
const sawMs = 1_000

const pidsOf = ({ nodes, services }: OutsideRig): Readonly<Record<string, readonly number[]>> =>
  Object.fromEntries([...nodes, ...services].map(({ name, dataFolder }) => [name, processesOf(dataFolder)]))

/** What the pages say of one identity at the end of an epoch must be what came of it. */
function toldRight({ table, list }: Looks, name: string, { epoch, publishedAt, close }: Outcome): string[] {
  const state = table.rows.find((row) => row.name === name)?.state ?? 'no row'
  const lost = (list.list ?? []).some(({ text }) => text.includes(name) && new RegExp(`\\bepoch ${epoch}\\b`).test(text))
  if (publishedAt === null) return lost ? [] : [`${name} has no ATX in epoch ${epoch}, and nothing tells it; its row says ${state}`]
  if (publishedAt < close - sawMs && lost)
    return [`${name} had its ATX in time in epoch ${epoch}, and a loss is told; its row says ${state}`]
  return []
}

interface Outcome {
  readonly epoch: number
  readonly publishedAt: number | null
  readonly close: number
}

interface Watched {
  readonly rig: OutsideRig
  readonly hostPid: number
  readonly last: () => Looks | null
}

/** Through a whole gap to the end of its epoch: what was open for writing at any look, and which states were shown. */
async function throughTheEpoch({ rig, hostPid, last }: Watched, { hard }: Moments) {
  const written = new Set<string>()
  const states = new Map<string, Set<string>>()
  await until('the epoch is over', { deadlineMs: hard - Date.now() + 60_000, everyMs: 50 }, () => {
    for (const path of openForWriting(hostPid, rig.folder)) written.add(path)
    for (const { name, state } of last()?.table.rows ?? []) states.set(name, (states.get(name) ?? new Set<string>()).add(state))
    return Date.now() > hard + settledMs
  })
  return { written, states }
}

export interface FoundOptions {
  readonly speed: number
  readonly book: Book
  /** Takes the whole rig in, from an empty profile, by the screens. */
  readonly takeAll: (page: Page, rig: OutsideRig) => Promise<void>
}

/** A rig that the app did not start is found, taken in whole, and told right through one epoch; nothing of it is written or restarted. */
export async function foundThroughAnEpoch(
  around: Surroundings,
  rig: OutsideRig,
  { speed, book, takeAll }: FoundOptions,
): Promise<string[]> {
  const { page, host } = around
  const network = networkOf(speed, rig.nodes[0]?.arguments ?? [])
  const oracle = startOracle(rig, network)
  const [files, pids] = [standingFiles(rig.folder), pidsOf(rig)]
  const began = Date.now()
  await takeAll(page, rig)
  const takenMs = Date.now() - began
  const watching = watch(await watchedPages(page), { book, oracle })
  try {
    await until('a row for each identity', { deadlineMs: 60_000 }, () => watching.last()?.table.rows.length === rig.services.length)
    // The first round begins in epoch 0, so the first ATXs are those of epoch 1.
    const epoch = Math.max(1, nextGap(network, Date.now(), leadMs))
    const moments = momentsOf(network, epoch)
    const { written, states } = await throughTheEpoch({ rig, hostPid: host.pid, last: () => watching.last() }, moments)
    const looks = watching.last()
    const wrong =
      looks === null
        ? ['no look']
        : rig.services.flatMap(({ name }) =>
            toldRight(looks, name, { epoch, publishedAt: oracle.publishedAt(name, epoch), close: moments.close }),
          )
    const changed = changedFiles(files, standingFiles(rig.folder)).map((path) => `changed: ${path}`)
    const restarted = JSON.stringify(pidsOf(rig)) === JSON.stringify(pids) ? [] : ['a program of the rig is another process now']
    const faults = [
      ...wrong,
      ...changed,
      ...restarted,
      ...[...written].map((path) => `open for writing: ${path}`),
      ...book.figures().violations,
    ]
    if (faults.length > 0) throw new Error(faults.join('; '))
    return [
      `taken in whole after ${(takenMs / 1000).toFixed(1)} s; ${oracle.published(epoch)} of ${rig.services.length} published in epoch ${epoch}`,
      `${book.figures().samples} looks, 0 violations; ${files.size} files as they were, no process another one`,
      ...[...states].map(([name, seen]) => `${name}: ${[...seen].join(' → ')}`),
    ]
  } finally {
    await watching.end()
    oracle.stop()
  }
}
