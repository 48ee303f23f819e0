import { copyFileSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { defaultLayout } from '../../../electron/devnet/rig/layout.ts'
import { mergeFolders } from './merge-rows.ts'
import { Network, RunClock } from './network.ts'
import { NodeObserver } from './observer.ts'
import { publisherFacts } from './recorded.ts'
import { type RunOutcome, type RunTools, startTime } from './run-tools.ts'
import { type Facts, type Names, nodeFacts } from './trace.ts'

const STARTED = 60_000

async function publishers(network: Network, epochs: { first: number; last: number }, names: Names): Promise<Facts> {
  const answer = await fetch(`http://${network.node('Z').addresses.json}/spacemesh.v2alpha1.ActivationService/List`, {
    method: 'POST',
    body: JSON.stringify({ startEpoch: epochs.first, endEpoch: epochs.last, limit: 100 }),
    signal: AbortSignal.timeout(5000),
  })
  const body: unknown = await answer.json()
  const list = typeof body === 'object' && body !== null && 'activations' in body && Array.isArray(body.activations) ? body.activations : []
  return publisherFacts(list, names)
}

/** Where a key lies while no node loads it. */
const aside = (folder: string, key: string): string => join(folder, 'aside', key)

interface Stage {
  readonly network: Network
  readonly clock: RunClock
  readonly folder: string
  key(node: string, name: string): string
}

async function begin({ network }: Stage): Promise<void> {
  network.startNode('Z')
  await network.answers('Z', STARTED)
  for (const node of ['A', 'B']) network.startNode(node)
  for (const node of ['A', 'B']) await network.answers(node, STARTED)
  for (const name of ['z1', 'a1', 'a2', 'b1']) network.startService(name)
}

async function rePoint({ network }: Stage, name: string, node: string): Promise<void> {
  await network.stop(`service-${name}`)
  network.startService(name, { '--address': `http://${network.node(node).addresses.post}` })
}

/** Both identities of A are merged into B in the middle of an epoch. */
async function mergeAll(stage: Stage): Promise<void> {
  const { network, clock, folder } = stage
  await clock.until(200)
  await network.stop('A')
  await clock.until(203)
  await network.stop('B')
  mergeFolders(network.node('A').dataFolder, network.node('B').dataFolder)
  mkdirSync(join(folder, 'aside'))
  for (const name of ['a1', 'a2']) renameSync(stage.key('A', name), aside(folder, `${name}.key`))
  await clock.until(218.2)
  network.startNode('B')
  await network.answers('B', STARTED)
  await rePoint(stage, 'a1', 'B')
  await rePoint(stage, 'a2', 'B')
}

/** One comes back as a key only, after it was registered at B. */
async function moveBack(stage: Stage): Promise<void> {
  const { network, clock, folder } = stage
  await clock.until(435)
  await network.stop('B')
  renameSync(stage.key('B', 'a2'), join(folder, 'aside', 'a2-from-b.key'))
  renameSync(aside(folder, 'a2.key'), stage.key('A', 'a2'))
  await clock.until(438.1)
  network.startNode('B')
  await network.answers('B', STARTED)
  network.startNode('A')
  await network.answers('A', STARTED)
  await rePoint(stage, 'a2', 'A')
}

/** The mistake: one key in two running nodes. */
async function runTwice(stage: Stage): Promise<void> {
  const { network, clock, folder } = stage
  await clock.until(538)
  await network.stop('A')
  copyFileSync(aside(folder, 'a1.key'), stage.key('A', 'a1'))
  await clock.until(541.1)
  network.startNode('A')
  await clock.until(750.5)
  await network.stop('B')
  network.startNode('B')
  await clock.until(770)
}

/** Does what the timeline of `run-move` did on three nodes; resolves with what was seen of each. */
export async function runMove(tools: RunTools): Promise<RunOutcome> {
  const genesisSeconds = startTime(tools, 90)
  const { rig, ids } = await tools.makeRig(
    { ...defaultLayout({ speed: tools.speed, portOffset: tools.ports }), maxFileSize: 4_294_967_296 },
    genesisSeconds,
  )
  const network = new Network(rig, tools.folder)
  const clock = new RunClock(genesisSeconds, tools.speed)
  const key = (node: string, name: string) => join(network.node(node).dataFolder, 'identities', `${name}.key`)
  const stage: Stage = { network, clock, folder: tools.folder, key }
  const names: Names = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
  const observers = rig.nodes.map(({ name, addresses, dataFolder }) => ({
    name,
    observer: new NodeObserver({ private: addresses.private, post: addresses.post, dataFolder }, []),
  }))
  const published: Facts[] = []
  try {
    await begin(stage)
    await mergeAll(stage)
    await clock.until(310)
    published.push(await publishers(network, { first: 1, last: 2 }, names))
    await moveBack(stage)
    await clock.until(537)
    published.push(await publishers(network, { first: 1, last: 4 }, names))
    await runTwice(stage)
  } finally {
    await network.stopAll()
    await Promise.all(observers.map(({ observer }) => observer.close()))
  }
  const got = Object.assign({}, ...observers.map(({ name, observer }) => nodeFacts(observer.record, names, `${name}: `)), ...published)
  return { got, alsoExpected: {}, missing: [] }
}
