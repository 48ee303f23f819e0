import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { NodeRow } from '../contract/model/rig.ts'
import type { KeyReader } from '../identities/index.ts'
import {
  type NodeClients,
  type NodeConfig,
  type NodeEvent,
  type NodeWatch,
  openClients,
  type WatchDependencies,
  watchNode,
  watchWitness,
} from '../nodes/index.ts'
import { askStatus, type DataReader } from '../post/index.ts'
import { type NodeSettings, type ServiceSettings, type Settings, witnessName } from '../settings/index.ts'
import { lookingFs } from '../storage/index.ts'
import type { Barrier, Clock } from '../time/index.ts'
import { watchDisk } from './disk-watch.io.ts'
import { nextEarned } from './earned.ts'
import { watchKeys } from './keys-watch.io.ts'
import { watchNodeLog } from './node-log-watch.io.ts'
import { nodePlace, servicePlace } from './place-faults.ts'
import { hostOf, type RigMemory } from './rig-memory.ts'
import { type ServiceWatchDependencies, watchService } from './service-watch.io.ts'
import type { Sighting } from './sightings.ts'

/** What opens connections; tests put their own in. */
export interface WatchPorts {
  readonly openNode: (...how: Parameters<typeof openClients>) => NodeClients
  readonly askOperator: ServiceWatchDependencies['ask']
  readonly freeBytes: (path: string) => Promise<number>
}

export interface WatchesOptions {
  readonly clock: Clock
  readonly readers: { readonly keys: KeyReader; readonly data: DataReader }
  readonly profileFolder: string
  readonly nodeSlot: (node: RigName) => NodeRow['slot']
  /** Where a node's log lies; none is looked at when not given. */
  readonly nodeLog: (node: RigName) => string | null
  readonly mayWrite: () => boolean
  readonly diskOf: ServiceWatchDependencies['diskOf']
  readonly ports: Partial<WatchPorts>
  readonly emit: (sighting: Sighting) => void
  readonly onConfig: (node: RigName, config: NodeConfig) => void
  readonly rig: () => RigMemory
  readonly nearGap: () => boolean
  /** The barrier of one source of a place, such as `node attic`. */
  readonly barrier: (place: string, source: string) => Barrier
}

interface Watched {
  readonly key: string
  readonly stop: () => void
}
interface NodeWatched extends Watched {
  readonly watch: NodeWatch
  readonly keys: { now: () => Promise<void> }
}
interface WitnessWatched extends Watched {
  readonly watch: Pick<NodeWatch, 'askBansNow'>
}
interface ServiceWatched extends Watched {
  readonly askNow: () => void
}

function startNode(node: NodeSettings, options: WatchesOptions): NodeWatched {
  const { clock, emit, readers, onConfig, nearGap, rig, profileFolder } = options
  const barrier = (source: string) => options.barrier(nodePlace(node.name), source)
  const ids = () => [...rig().identities.keys()]
  const deps: WatchDependencies = {
    clock,
    emit,
    nearGap,
    nextEarned: () => nextEarned(rig(), node.name, clock.now()),
    ids,
    barrier,
    open: options.ports.openNode ?? openClients,
  }
  const watch = watchNode(node, deps)
  const keys = watchKeys({ ...node, folder: profileFolder }, { clock, emit, reader: readers.keys, onConfig, barrier })
  const disk =
    node.dataFolder === null
      ? null
      : watchDisk(
          { name: node.name, folders: [node.dataFolder, profileFolder] },
          {
            clock,
            emit,
            ids: () => ids().filter((id) => hostOf(rig(), id)?.heard.name === node.name),
            barrier,
            slot: () => options.nodeSlot(node.name),
            mayWrite: options.mayWrite,
            freeBytes: options.ports.freeBytes ?? lookingFs().freeBytes,
          },
        )
  const log = watchNodeLog(node.name, { clock, emit, barrier, file: () => options.nodeLog(node.name) })
  const stop = () => {
    watch.stop()
    keys.stop()
    log.stop()
    disk?.stop()
  }
  return { key: JSON.stringify(node), watch, keys, stop }
}

const witnessIn = ({ witness }: Settings) => (witness == null ? [] : [{ name: witnessName, address: witness }])

/** Asks somebody else's node for bans. */
function startWitness(witness: { readonly name: RigName; readonly address: string }, options: WatchesOptions): WitnessWatched {
  const { clock, emit, ports, rig } = options
  const genesisOf = () => [...rig().nodes.values()].flatMap(({ heard }) => heard.network?.value.genesisId ?? [])
  const { askNow, stop } = watchWitness(witness, {
    clock,
    emit,
    open: ports.openNode ?? openClients,
    barrier: (source) => options.barrier(nodePlace(witness.name), source),
    ids: () => [...rig().identities.keys()],
    networks: () => new Set(genesisOf()),
  })
  return { key: JSON.stringify(witness), watch: { askBansNow: askNow }, stop }
}

/** Whether the service of that data is wanted or at work, by what is remembered. */
function isBusy(rig: RigMemory, name: RigName): boolean {
  const service = rig.services.get(name)
  const id = service?.data?.identity ?? service?.row?.identity ?? service?.place.identity ?? null
  const wanted = id !== null && rig.identities.get(id)?.post?.value === 'proving'
  return wanted || ['k2pow', 'reading', 'done'].includes(service?.operator?.value ?? 'off') || service?.row?.slot.state === 'starting'
}

function startService(service: ServiceSettings, options: WatchesOptions): ServiceWatched {
  const { clock, emit, readers, diskOf, rig, ports } = options
  const busy = (name: RigName): boolean => isBusy(rig(), name)
  const barrier = (source: string) => options.barrier(servicePlace(service.name), source)
  const watch = watchService(service, { clock, emit, readers, diskOf, busy, ask: ports.askOperator ?? askStatus, barrier })
  return { key: JSON.stringify(service), ...watch }
}

/** Stops what is gone or changed, starts what is new. */
function follow<T extends { readonly name: RigName }, W extends Watched>(
  running: Map<RigName, W>,
  wanted: readonly T[],
  start: (one: T) => W,
): void {
  const keys = new Map(wanted.map((one) => [one.name, JSON.stringify(one)]))
  for (const [name, watched] of running) {
    if (keys.get(name) === watched.key) continue
    watched.stop()
    running.delete(name)
  }
  for (const one of wanted) if (!running.has(one.name)) running.set(one.name, start(one))
}

const changesPostStates: readonly NodeEvent['kind'][] = ['post-start', 'post-complete', 'post-failed', 'atx-published', 'poet-proof']

/** Whether there are identities that no node was asked a ban of. */
const hasUnasked = (rig: RigMemory, asked: Set<SmesherId>): boolean => {
  const before = asked.size
  for (const id of rig.identities.keys()) asked.add(id)
  return asked.size > before
}

function stopAll(...all: readonly Map<RigName, Watched>[]): void {
  for (const running of all) {
    for (const { stop } of running.values()) stop()
    running.clear()
  }
}

/** What runs for a rig; follows its settings. */
export function createWatches(options: WatchesOptions) {
  const [nodes, witnesses] = [new Map<RigName, NodeWatched>(), new Map<RigName, WitnessWatched>()]
  const services = new Map<RigName, ServiceWatched>()
  const asked = new Set<SmesherId>()
  const proving = new Map<RigName, number>()
  const rowStates = new Map<RigName, string>()

  const eachNode = (does: (node: NodeWatched) => void) => {
    for (const node of nodes.values()) does(node)
  }
  const heardPostStates = (sighting: Extract<Sighting, { source: 'post-states' }>) => {
    if (sighting.answer.kind !== 'answer') return
    const now = sighting.answer.value.filter(({ state }) => state === 'proving').length
    // More of them prove than before: their services are looked at now, not at the end of a calm wait.
    if (now > (proving.get(sighting.node) ?? 0)) for (const [name, service] of services) if (isBusy(options.rig(), name)) service.askNow()
    proving.set(sighting.node, now)
  }
  const heardServices = ({ rows }: Extract<Sighting, { source: 'services' }>) => {
    for (const { name, slot } of rows) {
      if (rowStates.get(name) !== slot.state) services.get(name)?.askNow()
      rowStates.set(name, slot.state)
    }
  }
  return {
    /** Watches what the settings name: what stayed the same goes on undisturbed. */
    follow: (settings: Settings) => {
      follow(nodes, settings.nodes, (node) => startNode(node, options))
      follow(services, settings.services, (service) => startService(service, options))
      follow(witnesses, witnessIn(settings), (one) => startWitness(one, options))
    },
    /** Lets one sighting hasten other looks: an event says that PostStates changed, PROVING that services are at work. */
    heard: (sighting: Sighting) => {
      if (sighting.source === 'events' && sighting.events.some(({ kind }) => changesPostStates.includes(kind)))
        nodes.get(sighting.node)?.watch.askPostStatesNow()
      if (sighting.source === 'post-states') heardPostStates(sighting)
      if (sighting.source === 'services') heardServices(sighting)
      if (hasUnasked(options.rig(), asked)) for (const { watch } of [...nodes.values(), ...witnesses.values()]) watch.askBansNow()
    },
    lookAtKeys: async () => void (await Promise.all([...nodes.values()].map(({ keys }) => keys.now()))),
    /** Somebody looks at an identity: whichever node tells of it asks for it next. */
    askEarned: () => eachNode(({ watch }) => watch.askEarnedNow()),
    askClocks: () => eachNode(({ watch }) => watch.askFactsNow()),
    stop: () => stopAll(nodes, services, witnesses),
  }
}
export type Watches = ReturnType<typeof createWatches>
