import { type Epoch, Instant, RigName, SmesherId } from '../../contract/model/basics.ts'
import type { CheckFacts, PlaceLook } from '../check-facts.ts'
import type { KeyEntry, KeyFolder } from '../disk-facts.ts'
import type { MoveNote } from '../tombstone.ts'
import type { NodeLook } from '../world.ts'

const ids = ['aa', 'bb', 'cc'].map((pair) => SmesherId.parse(pair.repeat(32)))
export const [moving = SmesherId.parse(''), stays = moving, other = moving] = ids
export const names = { source: RigName.parse('attic'), target: RigName.parse('home'), service: RigName.parse('a1') }
export const entry = (name: string, id: SmesherId | null, change: Partial<KeyEntry> = {}): KeyEntry => ({
  name,
  id,
  kind: 'key',
  device: '1',
  inode: name,
  sizeBytes: 128,
  sha256: `sha-${name}`,
  mode: 0o600,
  links: 1,
  ...change,
})
export const folder = (...entries: KeyEntry[]): KeyFolder => ({ entries, names: entries.map(({ name }) => name) })
const node = (name: RigName): NodeLook => ({
  name,
  simulated: true,
  dataFolder: `/${name}`,
  localFileSystem: true,
  canStart: true,
  running: true,
  version: 'v1.7.6',
  genesisId: 'ab',
  postAddress: '127.0.0.1:1',
  postTrouble: null,
  namedFolder: { path: `/${name}`, same: true },
  poets: [{ address: 'p1', key: '' }],
  coinbase: 'sm1',
  smeshingStart: false,
  synced: true,
  clockSkewMs: 3,
  answersItself: true,
  time: { genesisAt: Instant.parse(0), layerMs: 1_000, layersPerEpoch: 1_000, phaseShiftMs: 900_000, cycleGapMs: 10_000 },
})
const bound = (folder: string) => ({
  binding: { folder, program: 'p', programHash: 'h', arguments: 'a', config: '', addresses: '', lock: '' },
})
export const look = (path: string, keys: KeyFolder) => ({
  path,
  symlinks: [],
  keys,
  tombstone: null,
  lease: null,
  freeBytes: 1e9,
  databaseBytes: 1e6,
  writable: true,
  localFileSystem: true,
})
export const schema = { userVersion: 9, tables: { post: 'columns' } }
export const sourceFolder = look('/attic', folder(entry('a1.key', moving), entry('a2.key', stays)))
export const targetFolder = look('/home', folder(entry('b1.key', other)))
/** Facts at which every check passes; what follows changes one of them. */
export const good: CheckFacts = {
  identity: {
    id: moving,
    name: 'a1',
    bans: [{ node: names.target, says: 'not-proven' }],
    lastSignedLayer: null,
    newestAtx: [names.source, names.target].map((one) => ({ node: one, atx: { id: 'atx', epoch: 7 as Epoch } })),
    service: { name: names.service, node: names.source, running: true, canStart: true, otherFolder: null },
    copies: [],
    strangers: [],
    blind: [],
    nodes: [
      { node: names.source, lists: true, folder: '/attic', runs: true },
      { node: names.target, lists: false, folder: '/home', runs: true },
    ],
  },
  source: node(names.source),
  target: node(names.target),
  folders: { source: sourceFolder, target: targetFolder },
  rows: { source: { schema, rowsHash: 'h', rows: 2 }, target: { schema, rowsHash: '0', rows: 0 } },
  silence: {
    node: names.source,
    users: [{ pid: 1, commandLine: 'x', how: 'argv' }],
    usersComplete: true,
    blind: [],
    lock: { file: 'l', state: 'held', pid: 1 },
    ports: [{ address: 'a', open: true }],
    database: 'not-probed',
    localFileSystem: true,
    autoStart: [],
  },
  notes: [],
  bindings: { source: bound('/attic'), target: bound('/home'), service: bound('/post') },
  activeBatches: [],
  profileFreeBytes: 1e9,
  mainnetAllowed: false,
  now: Instant.parse(1_000),
}
export const left: MoveNote = {
  v: 1,
  identity: moving,
  says: 'left',
  generation: 1,
  batch: 'b',
  planHash: 'h',
  at: Instant.parse(1),
  from: names.source,
  to: names.target,
  genesisId: 'g',
  keySha256: 'k',
}
export const time = { genesisAt: Instant.parse(0), layerMs: 300_000, layersPerEpoch: 10, phaseShiftMs: null, cycleGapMs: null }
export const source = (change: Partial<NodeLook>): Partial<CheckFacts> => ({ source: { ...good.source, ...change } })
export const target = (change: Partial<NodeLook>): Partial<CheckFacts> => ({ target: { ...good.target, ...change } })
export const there = (...more: KeyEntry[]): Partial<CheckFacts> => ({
  folders: { source: sourceFolder, target: look('/home', folder(entry('b1.key', other), ...more)) },
})
export const here = (...entries: KeyEntry[]): Partial<CheckFacts> => ({
  folders: { source: look('/attic', folder(...entries)), target: targetFolder },
})
/** The disks of one side's folder, with what is told of single paths. */
export const disks = (side: 'source' | 'target', told: Record<string, Partial<PlaceLook>> = {}): Partial<CheckFacts> => {
  const path = side === 'source' ? '/attic' : '/home'
  const beside = { [`${path}/identities/a1.key`]: `${path}/identities`, [`${path}/local.sql`]: path }
  const paths = [path, `${path}/identities`, ...Object.keys(beside)]
  const looks = paths.map((one): PlaceLook => ({ path: one, beside: beside[one] ?? null, fileSystem: 'ext', mount: '/', ...told[one] }))
  const folders = { source: sourceFolder, target: targetFolder }
  return { folders: { ...folders, [side]: { ...folders[side], disks: looks } } }
}
export const who = (change: Partial<CheckFacts['identity']>): Partial<CheckFacts> => ({ identity: { ...good.identity, ...change } })
export const a1 = entry('a1.key', moving)
export const says = good.identity.nodes
export const third = RigName.parse('shed')
export const inShed = (path: string, altered = false) =>
  who({
    copies: [{ path, loadableBy: null, ...(altered && { altered }) }],
    nodes: [...says, { node: third, lists: null, folder: '/shed', runs: false }],
  })
