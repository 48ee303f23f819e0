import type { Epoch, Layer, RigName, SmesherId } from '../../contract/model/basics.ts'
import type { SilenceFacts } from '../../silence/index.ts'
import type { Answered, HeldSlots, IdentityLook, KeyLook, MayEnd, MoveWorld, NodeLock, NodeLook, NodeTime } from '../world.ts'
import { folderOf, type MemoryDisk } from './memory-disk.ts'
import type { MemoryNode, MemoryNodes } from './memory-nodes.ts'
import type { ThirdPlace } from './third-place.ts'

export interface MemoryService {
  node: RigName
  running: boolean
}

/** What the world needs of the rig it is part of. */
export interface Surroundings {
  readonly disk: MemoryDisk
  readonly nodes: MemoryNodes
  readonly moving: { readonly id: SmesherId; readonly text: string }
  readonly third: ThirdPlace
  readonly service: MemoryService
  readonly banned: boolean
  /** Batches that hold nodes and services. */
  readonly held: Set<string>
  /** As the file of holds was found at the start. */
  holds: Readonly<Record<string, HeldSlots>> | null
  question(name: string): void
  pass(ms: number): void
  /** Where the moving key is loadable, as screens would show it from now on. */
  lookAtKeys(): void
  /** A start by the program that is tested. */
  startByApp(name: RigName): boolean
  time(): NodeTime
  layer(): Layer
}

/** A look at a process, a port, a lock takes a moment, in which the world goes on. */
const lookMs = 5

/** What answers at its addresses: a node that waits for its database has not come so far. */
const answering = ({ running }: MemoryNode) => (running?.waits === false ? running : null)

function silence(rig: Surroundings, node: MemoryNode): SilenceFacts {
  const { name, running, folder } = node
  const alive = answering(node) !== null
  return {
    node: name,
    users: running === null ? [] : [{ pid: running.program.pid, commandLine: running.program.commandLine, how: 'argv' }],
    programs: running === null ? [] : [running.program],
    usersComplete: true,
    blind: [],
    lock: { file: `${folder}.lock`, state: alive ? 'held' : 'free', pid: answering(node)?.program.pid ?? null },
    ports: [{ address: '127.0.0.1:9092', open: alive }],
    database: 'not-probed',
    localFileSystem: rig.disk.folders.has(folder),
    autoStart: [],
  }
}

function nodeLook(rig: Surroundings, node: MemoryNode): NodeLook {
  const { name, running, folder, rebound } = node
  const answers = answering(node)
  return {
    name,
    simulated: true,
    dataFolder: folder,
    localFileSystem: rig.disk.folders.has(folder),
    canStart: true,
    running: running !== null,
    version: 'v1.7.6',
    genesisId: 'ab'.repeat(20),
    postAddress: '127.0.0.1:9094',
    postTrouble: null,
    namedFolder: { path: rebound ?? folder, same: rebound === null },
    poets: [{ address: 'http://poet', key: 'k' }],
    coinbase: 'sm1qqq',
    smeshingStart: false,
    synced: answers && true,
    clockSkewMs: 0,
    answersItself: answers && true,
    time: rig.time(),
    programs: running === null ? [] : [running.program],
  }
}

const bound = (folder: string) => ({
  binding: { folder, program: 'go-spacemesh', programHash: '', arguments: '', config: '', addresses: '', lock: '' },
})

function lockOf(rig: Surroundings, name: RigName): NodeLock | 'taken' {
  const { nodes, disk } = rig
  const { folder, running } = nodes.find(name)
  const inode = disk.names.get(`${folder}/local.sql`)
  if (running !== null || inode === undefined) return 'taken'
  nodes.open.locked.add(inode)
  return {
    what: folder,
    held: () => nodes.open.locked.has(inode),
    release: async () => {
      nodes.open.locked.delete(inode)
      nodes.goOn(rig.layer())
    },
  }
}

const decoder = new TextDecoder()

function keyLook({ disk, nodes: { nodes }, moving, third }: Surroundings): KeyLook {
  const here = [...disk.names].flatMap(([path, { seen }]) => {
    const node = nodes.find(({ folder }) => folderOf(path) === `${folder}/identities`)
    if (node === undefined || decoder.decode(seen) !== moving.text) return []
    return [{ path, loadableBy: path.endsWith('.key') ? node.name : null }]
  })
  return {
    nodes: [
      ...nodes.map((node) => ({
        node: node.name,
        lists: node.mute ? null : (answering(node)?.loaded.includes(moving.id) ?? null),
        folder: node.folder,
        runs: node.running !== null,
      })),
      { node: third.name, lists: third.lists, folder: third.folder, runs: third.runs },
    ],
    copies: [...here, ...third.copies],
    strangers: third.strangers,
    blind: third.blind,
  }
}

function answersOf({ nodes, banned, third }: Surroundings): Answered {
  const says = (node: MemoryNode): Answered['bans'][number]['says'] =>
    answering(node) === null ? 'silent' : banned ? 'banned' : 'not-proven'
  return {
    bans: [
      ...nodes.nodes.map((node) => ({ node: node.name, says: says(node) })),
      ...(third.lists === null ? [] : [{ node: third.name, says: banned ? 'banned' : 'not-proven' } as const]),
    ],
    newestAtx: nodes.nodes.map((node) => ({
      node: node.name,
      atx: answering(node) === null ? 'silent' : { id: 'atx-1', epoch: 1 as Epoch },
    })),
  }
}

const lastSignedLayer = ({ nodes, moving }: Surroundings): Layer | null =>
  nodes.signed.findLast(({ id }) => id === moving.id)?.layer ?? null

function identityLook(rig: Surroundings, serviceName: RigName): IdentityLook {
  const { moving, service } = rig
  return {
    id: moving.id,
    name: 'a1',
    ...answersOf(rig),
    lastSignedLayer: lastSignedLayer(rig),
    service: { name: serviceName, node: service.node, running: service.running, canStart: true, otherFolder: null },
    ...keyLook(rig),
  }
}

const whatIsThere = (rig: Surroundings): Pick<MoveWorld, 'nodes' | 'folders' | 'holds' | 'lastSignedLayer' | 'keysRenamed'> => ({
  nodes: () => rig.nodes.nodes.map(({ name }) => name),
  folders: () => [
    ...rig.nodes.nodes.map(({ name, folder }) => ({ node: name, folder })),
    ...(rig.third.folder === null ? [] : [{ node: rig.third.name, folder: rig.third.folder }]),
  ],
  holds: () => rig.holds,
  lastSignedLayer: () => lastSignedLayer(rig),
  keysRenamed: () => rig.lookAtKeys(),
})

function letGo(rig: Surroundings, batch: string): void {
  rig.held.delete(batch)
  if (rig.holds !== null) rig.holds = Object.fromEntries(Object.entries(rig.holds).filter(([held]) => held !== batch))
}

/** `MoveWorld` over the rig: every call passes the rig's `question`, so that a test can act or kill right there. */
export function memoryWorld(rig: Surroundings, serviceName: RigName): MoveWorld {
  const { nodes, service } = rig
  const ask = async <T>(name: string, answer: () => T): Promise<T> => {
    rig.question(name)
    rig.pass(lookMs)
    return answer()
  }
  const stop = (name: RigName, mayEnd: MayEnd) => ask('stop', () => ({ stopped: true, detail: 'exit 0', left: nodes.end(name, mayEnd) }))
  return {
    ...whatIsThere(rig),
    lookAtNode: (name) => ask('node', () => nodeLook(rig, nodes.find(name))),
    lookAtIdentity: () => ask('identity', () => identityLook(rig, serviceName)),
    askAbout: () => ask('identity', () => answersOf(rig)),
    nodeBinding: (name) => ask('binding', () => bound(nodes.find(name).rebound ?? nodes.find(name).folder)),
    serviceBinding: (name) => ask('binding', () => bound(name)),
    lookForKey: () => ask('key', () => keyLook(rig)),
    silenceOf: (name) => ask('silence', () => silence(rig, nodes.find(name))),
    stopNode: stop,
    startNode: (name) => ask('start', () => rig.startByApp(name)),
    lastWords: (name) => nodes.find(name).refuses ?? '',
    stopService: () =>
      ask('stop-service', () => {
        service.running = false
        return { stopped: true, detail: '' }
      }),
    startService: (_name, { node }) =>
      ask('start-service', () => {
        service.node = node
        service.running = true
      }),
    listed: (node, id) => ask('listed', () => (nodes.find(node).mute ? null : (answering(nodes.find(node))?.loaded.includes(id) ?? null))),
    registered: (_service, node, id) =>
      ask('registered', () => service.running && service.node === node && (answering(nodes.find(node))?.loaded.includes(id) ?? false)),
    layers: () =>
      ask('layers', () => nodes.nodes.filter((node) => answering(node) !== null).map(({ name }) => ({ node: name, layer: rig.layer() }))),
    lockNode: (name) => ask('lock', () => lockOf(rig, name)),
    hold: (batch) => ask('hold', () => void rig.held.add(batch)),
    release: (batch) => ask('release', () => letGo(rig, batch)),
  }
}
