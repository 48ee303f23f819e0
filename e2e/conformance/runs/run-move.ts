import { copyFileSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { defaultLayout } from '../../../electron/devnet/rig/layout.ts'
import { mergeFolders } from './merge-rows.ts'
import { Network } from './network.ts'
import { NodeObserver } from './observer.ts'
import { Progress } from './progress.ts'
import type { Names } from './record.ts'
import { publisherFacts, publishersOf } from './recorded.ts'
import { RunClock } from './run-clock.ts'
import type { RunOutcome, RunTools } from './run-tools.ts'
import { excusedEpochs, lateStartNote, missedEpochs, missedNote, nodeFacts, withPrefix } from './trace.ts'

/** A start takes what time it needs. */
const STARTED = 600_000
/** Seconds before genesis that the recorded run began at. */
const LEAD = 90

async function publishers(network: Network, lastEpoch: number, names: Names): Promise<ReadonlyMap<number, readonly string[]>> {
  const answer = await fetch(`http://${network.node('Z').addresses.json}/spacemesh.v2alpha1.ActivationService/List`, {
    method: 'POST',
    body: JSON.stringify({ startEpoch: 1, endEpoch: lastEpoch, limit: 100 }),
    signal: AbortSignal.timeout(60_000),
  })
  const body: unknown = await answer.json()
  const list = typeof body === 'object' && body !== null && 'activations' in body && Array.isArray(body.activations) ? body.activations : []
  return publishersOf(list, names)
}

/** Where a key lies while no node loads it. */
const aside = (folder: string, key: string): string => join(folder, 'aside', key)

interface Stage {
  readonly network: Network
  readonly clock: RunClock
  readonly folder: string
  key(node: string, name: string): string
  /** How far the identities are that the node holds. */
  progress(node: string): Progress
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

/** True when the identities at these nodes published in this epoch and are registered for the next. */
const through = (stage: Stage, owners: Readonly<Record<string, readonly string[]>>, epoch: number): boolean =>
  Object.entries(owners).every(([node, list]) => stage.progress(node).through(list, epoch))

/** Both identities of A are merged into B in the middle of an epoch. */
async function mergeAll(stage: Stage): Promise<void> {
  const { network, clock, folder } = stage
  await clock.when({
    from: 200,
    latest: 222,
    seen: (epoch) => through(stage, { Z: ['z1'], A: ['a1', 'a2'], B: ['b1'] }, epoch),
    what: 'had all published and registered again',
  })
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

/** One comes back as a key only, after it was registered at B; resolves with the epoch that it was registered for there. */
async function moveBack(stage: Stage): Promise<number> {
  const { network, clock, folder } = stage
  await clock.when({
    from: 435,
    latest: 455,
    seen: (epoch) => through(stage, { Z: ['z1'], B: ['a1', 'a2', 'b1'] }, epoch),
    what: 'had all published and registered again',
  })
  const lost = Math.floor(clock.now) + 1
  await network.stop('B')
  renameSync(stage.key('B', 'a2'), join(folder, 'aside', 'a2-from-b.key'))
  renameSync(aside(folder, 'a2.key'), stage.key('A', 'a2'))
  await clock.until(438.1)
  network.startNode('B')
  await network.answers('B', STARTED)
  network.startNode('A')
  await network.answers('A', STARTED)
  await rePoint(stage, 'a2', 'A')
  return lost
}

/** The mistake: one key in two running nodes. Resolves with the epoch that B's last restart came too late for. */
async function runTwice(stage: Stage): Promise<number | null> {
  const { network, clock, folder } = stage
  await network.stop('A')
  copyFileSync(aside(folder, 'a1.key'), stage.key('A', 'a1'))
  await clock.until(541.1)
  network.startNode('A')
  await clock.when({
    from: 750.5,
    latest: 764,
    seen: (epoch) => stage.progress('B').between(['a1', 'b1'], epoch),
    what: 'had all published before the next registration',
  })
  await network.stop('B')
  network.startNode('B')
  await network.answers('B', STARTED)
  const lateFor = clock.lateFor()
  await clock.until(770)
  const next = Math.floor(clock.now) + 1
  await clock.untilSeen(830, () =>
    Object.entries({ Z: ['z1'], A: ['a2'], B: ['a1', 'b1'] }).every(([node, list]) => stage.progress(node).registered(list, next)),
  )
  return lateFor
}

/** Does what the timeline of `run-move` did on three nodes; resolves with what was seen of each. */
export async function runMove(tools: RunTools): Promise<RunOutcome> {
  const layout = { ...defaultLayout({ speed: tools.speed, portOffset: tools.ports }), maxFileSize: 4_294_967_296 }
  const { rig, ids, genesisSeconds } = await tools.makeRig(layout, LEAD)
  const clock = new RunClock(genesisSeconds, tools.speed)
  const names: Names = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
  const observers = new Map(
    rig.nodes.map(({ name, addresses, dataFolder }) => [
      name,
      new NodeObserver({ private: addresses.private, post: addresses.post, dataFolder }, []),
    ]),
  )
  const network = new Network(rig, tools.folder, (name) => observers.get(name)?.started())
  const stage: Stage = {
    network,
    clock,
    folder: tools.folder,
    key: (node, name) => join(network.node(node).dataFolder, 'identities', `${name}.key`),
    progress: (node) => new Progress(observers.get(node)?.record.events ?? [], names, clock.times),
  }
  let lateFor: number | null = null
  let lost = Number.NaN
  let published: ReadonlyMap<number, readonly string[]> = new Map()
  try {
    await begin(stage)
    await mergeAll(stage)
    lost = await moveBack(stage)
    await clock.when({
      from: 538,
      latest: 590,
      seen: (epoch) => through(stage, { Z: ['z1'], B: ['a1', 'b1'] }, epoch) && stage.progress('A').registered(['a2'], epoch + 1),
      what: 'were all registered after the move back',
    })
    published = await publishers(network, lost, names)
    lateFor = await runTwice(stage)
  } finally {
    await network.stopAll()
    await Promise.all([...observers.values()].map((observer) => observer.close()))
  }
  const unfit = new Set(lateFor === null || tools.simulated ? [] : [lateFor])
  const watchedAt = (node: string) => ({
    times: clock.times,
    endedAt: clock.now,
    excusesLate: !tools.simulated,
    unfit: node === 'B' ? unfit : new Set<number>(),
  })
  const late = [...observers].flatMap(([node, { record }]) => missedEpochs(record, names, watchedAt(node)).map((one) => ({ ...one, node })))
  const excused = excusedEpochs(late, { owner: 'a2', epoch: lost })
  const facts = [...observers].map(([name, { record }]) => withPrefix(nodeFacts(record, names, watchedAt(name)), `${name}: `))
  return {
    got: Object.assign(
      {},
      ...facts,
      publisherFacts(published, (epoch) => excused.has(epoch)),
    ),
    alsoExpected: {},
    missing: [],
    notes: [
      ...late.map((one) => `${one.node}: ${missedNote(one)}`),
      ...[...unfit].map((epoch) => `B: ${lateStartNote(epoch)}`),
      ...clock.notes,
    ],
  }
}
