import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Epoch, Instant, type Layer, RigName, SmesherId } from '../../electron/contract/model/basics.ts'
import { type Answered, createMigration, type Migration, type MoveWorld, type NodeLook } from '../../electron/migration/index.ts'
import * as disk from './disk-nodes.ts'
import { oneThreadFs, oneThreadRows } from './one-thread.ts'

const layerMs = 20
/** Both nodes may have been started by others, each a few times. */
const agreesAtMost = 6
const name = (side: disk.Side) => RigName.parse(side)
const sideOf = (node: RigName): disk.Side => (node === 'attic' ? 'attic' : 'home')
const layer = () => Math.floor(Date.now() / layerMs) as Layer

/** The identity that moves: the first of a fresh `attic`. */
export const movingId = (rig: string): SmesherId =>
  SmesherId.parse(readFileSync(join(rig, 'attic', 'identities', 'a1.key'), 'utf8').slice(64))

function lookAtNode(rig: string, node: RigName): NodeLook {
  const side = sideOf(node)
  const running = disk.isRunning(rig, side)
  return {
    name: node,
    simulated: true,
    dataFolder: disk.dataFolder(rig, side),
    localFileSystem: true,
    canStart: true,
    running,
    version: 'v1.7.6',
    genesisId: 'ab'.repeat(20),
    postAddress: '127.0.0.1:9094',
    postTrouble: null,
    namedFolder: { path: disk.dataFolder(rig, side), same: true },
    poets: [{ address: 'http://poet', key: 'k' }],
    coinbase: 'sm1qqq',
    smeshingStart: false,
    synced: running,
    clockSkewMs: 0,
    answersItself: running || null,
    programs: [disk.processOf(rig, side)].filter((one) => one !== null),
    time: { genesisAt: Instant.parse(0), layerMs, layersPerEpoch: 1_000_000, phaseShiftMs: 0, cycleGapMs: 1 },
  }
}

const bound = (folder: string) => ({
  binding: { folder, program: 'p', programHash: '', arguments: '', config: '', addresses: '', lock: '' },
})

/** Nodes on disk as the world of a move. */
export function diskWorld(rig: string, id: SmesherId): MoveWorld {
  const service = join(rig, 'service.at')
  const nodes = disk.sides.map(name)
  const lookForKey = async () => ({
    copies: [],
    strangers: [],
    blind: [],
    nodes: nodes.map((node) => ({
      node,
      lists: listed(node),
      folder: disk.dataFolder(rig, sideOf(node)),
      runs: disk.isRunning(rig, sideOf(node)),
    })),
  })
  const askAbout = (): Promise<Answered> =>
    Promise.resolve({
      bans: nodes.map((node) => ({ node, says: 'not-proven' })),
      newestAtx: nodes.map((node) => ({ node, atx: { id: 'atx', epoch: 1 as Epoch } })),
    })
  const programsOf = (node: RigName) => [disk.processOf(rig, sideOf(node))].filter((one) => one !== null)
  const listed = (node: RigName) => (disk.isRunning(rig, sideOf(node)) ? disk.loadedBy(rig, sideOf(node)).includes(id) : null)
  return {
    nodes: () => nodes,
    folders: () => disk.sides.map((side) => ({ node: name(side), folder: disk.dataFolder(rig, side) })),
    lookAtNode: async (node) => lookAtNode(rig, node),
    lookAtIdentity: async () => ({
      id,
      name: 'a1',
      ...(await askAbout()),
      lastSignedLayer: null,
      service: { name: RigName.parse('a1'), node: name('attic'), running: true, canStart: true, otherFolder: null },
      ...(await lookForKey()),
    }),
    askAbout,
    lastSignedLayer: () => null,
    nodeBinding: async (node) => bound(disk.dataFolder(rig, sideOf(node))),
    serviceBinding: async () => bound(service),
    lookForKey,
    keysRenamed: () => undefined,
    silenceOf: async (node) => {
      const running = disk.isRunning(rig, sideOf(node))
      return {
        node,
        users: programsOf(node).map(({ pid, commandLine }) => ({ pid, commandLine, how: 'argv' })),
        programs: programsOf(node),
        usersComplete: true,
        blind: [],
        lock: { file: `${node}.lock`, state: running ? 'held' : 'free', pid: null },
        ports: [{ address: '127.0.0.1:9092', open: running }],
        database: 'not-probed',
        localFileSystem: true,
        autoStart: [],
      }
    },
    stopNode: async (node, mayEnd) => {
      const left = programsOf(node).filter((one) => !mayEnd(one))
      if (left.length === 0) disk.stop(rig, sideOf(node))
      return { stopped: true, detail: 'exit 0', left }
    },
    startNode: async (node) => {
      const runs = disk.isRunning(rig, sideOf(node))
      disk.start(rig, sideOf(node), true)
      return !runs
    },
    lastWords: () => '',
    stopService: async () => {
      rmSync(service, { force: true })
      return { stopped: true, detail: '' }
    },
    startService: async (_service, { node }) => writeFileSync(service, node),
    listed: async (node) => listed(node),
    registered: async (_service, node) => readFileSync(service, 'utf8') === node && listed(node) === true,
    layers: async () => nodes.filter((node) => disk.isRunning(rig, sideOf(node))).map((node) => ({ node, layer: layer() })),
    lockNode: async () => ({ what: 'nothing', held: () => true, release: async () => undefined }),
    holds: () => ({}),
    hold: async () => undefined,
    release: async () => undefined,
  }
}

export interface RunResult {
  readonly state: string
  readonly activity: string
  readonly problem: string
  readonly batch: string
}

const openRoom = (rig: string, world: MoveWorld) =>
  createMigration({
    fs: oneThreadFs,
    rows: oneThreadRows,
    world,
    clock: {
      now: () => Instant.parse(Date.now()),
      monotonicMs: () => performance.timeOrigin + performance.now(),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 40))),
      bootId: 'boot',
    },
    batches: join(rig, 'profile', 'batches'),
    session: randomBytes(8).toString('hex'),
    newToken: () => randomBytes(8).toString('hex'),
    appVersion: 'harness',
    mainnetAllowed: false,
    owner: { isOurs: () => true },
  })

/** A person reads which nodes somebody has started since, and agrees to their end. */
async function agree(migration: Migration): Promise<void> {
  for (let left = agreesAtMost; left > 0; left--) {
    const row = migration.rows().at(-1)
    if (row?.activity !== 'needs-resume' || !(row.inTheWay ?? []).some(({ what }) => what === 'node')) return
    await migration.resume(row.batch, row.plan.consentWords)
    await migration.rested()
  }
}

/** One start of the program: takes up what is unfinished; a person consents once. */
export async function runMove(rig: string, id: SmesherId, want: 'move' | 'abort'): Promise<RunResult> {
  const migration = openRoom(rig, diskWorld(rig, id))
  await migration.open()
  const waiting = migration.rows().find(({ activity }) => activity !== 'ended')
  if (waiting !== undefined && want === 'abort' && waiting.canAbort) await migration.abort(waiting.batch)
  else if (waiting !== undefined) await migration.resume(waiting.batch, waiting.plan.consentWords)
  await migration.rested()
  await agree(migration)
  const row = migration.rows().at(-1)
  return {
    state: row?.state ?? '',
    activity: row?.activity ?? '',
    problem: `${row?.problem?.code ?? ''} ${row?.problem?.detail ?? ''}`,
    batch: row?.batch ?? '',
  }
}

/** A batch that was consented to and has touched nothing yet, so that the names of all its files are known. */
export async function beginOnly(rig: string, id: SmesherId): Promise<string> {
  const refuse = async (): Promise<never> => {
    throw new Error('not yet')
  }
  const migration = openRoom(rig, { ...diskWorld(rig, id), hold: refuse })
  const request = { identity: id, source: name('attic'), target: name('home') }
  const { plan, checks } = await migration.scan(request)
  if (plan === null) throw new Error(JSON.stringify(checks.filter(({ verdict }) => verdict !== 'pass')))
  const { batch } = await migration.begin({ ...request, hash: plan.hash, words: plan.consentWords })
  await migration.rested()
  return batch
}
