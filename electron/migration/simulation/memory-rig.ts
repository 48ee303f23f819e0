import { Instant, RigName, type SmesherId } from '../../contract/model/basics.ts'
import type { MigrationDeps } from '../index.ts'
import { encodeNote, parseNote } from '../tombstone.ts'
import type { HeldSlots, MoveClock, NodeTime } from '../world.ts'
import { MemoryDisk } from './memory-disk.ts'
import { type Effect, failure, MemoryFs } from './memory-fs.ts'
import { type MemoryNode, MemoryNodes } from './memory-nodes.ts'
import { encodeContent, memoryRows, type OpenFiles, readContent } from './memory-rows.ts'
import { type MemoryService, memoryWorld } from './memory-world.ts'
import { ThirdPlace } from './third-place.ts'

export interface MemoryKey {
  readonly id: SmesherId
  /** 128 characters. */
  readonly text: string
}

export const names = { source: RigName.parse('attic'), target: RigName.parse('home'), service: RigName.parse('a1') }
export const batches = '/profile/batches'
const layerMs = 1_000
const layersPerEpoch = 400

/** What happens besides the move, at each effect and each question: may start nodes, and may end the program by throwing. */
export interface Meanwhile {
  /** `skip` leaves one effect out, as a mutant does. */
  effect(effect: Effect): 'do' | 'skip'
  question(name: string): void
}
const nothing: Meanwhile = { effect: () => 'do', question: () => undefined }

/** Two nodes on a disk that can crash: `attic` with the key that moves and another, `home` with one; time passes only when asked. */
export class MemoryRig {
  readonly disk = new MemoryDisk((path) => path.includes('/.scan/'))
  readonly open: OpenFiles
  readonly nodes: MemoryNodes
  readonly service: MemoryService = { node: names.source, running: true }
  readonly moving: MemoryKey
  readonly third = new ThirdPlace()
  readonly held = new Set<string>()
  meanwhile: Meanwhile = nothing
  /** Where screens showed the key as loadable, look by look. */
  readonly shown: string[] = []
  nowMs = 1_000_000
  bootId = 'boot-1'
  bootedAtMs = 0
  /** When the move last asked who else has the key. */
  keyLookedForAt = 0
  banned = false
  /** Which slots are held, as the profile says after a start. */
  holds: Readonly<Record<string, HeldSlots>> | null = {}
  /** The profile's lock is still this program's. */
  ours = true
  /** The program was killed: whatever it still tries has no effect. */
  dead = false
  /** The key is at work where nobody here can see it. */
  movedOn = false
  private rowsBefore: Uint8Array | null = null
  private starts = 0
  private backup: (readonly [string, Uint8Array])[] | null = null
  private readonly now: () => Instant = () => Instant.parse(this.nowMs)

  constructor([moving, stays, other]: readonly [MemoryKey, MemoryKey, MemoryKey]) {
    this.moving = moving
    const node = (name: RigName): MemoryNode => ({
      name,
      folder: `/${name}`,
      loadsFrom: `/${name}`,
      rebound: null,
      mute: false,
      stubborn: false,
      running: null,
      starts: 0,
      refuses: null,
      refused: 0,
    })
    this.open = {
      nodes: () => this.nodes.nodes.flatMap(({ running }) => (running === null ? [] : [running.database])),
      held: null,
      locked: new Set(),
    }
    const keys = new Map([moving, stays, other].map(({ id, text }) => [text, id]))
    this.nodes = new MemoryNodes(this.disk, this.open, { nodes: [node(names.source), node(names.target)], keys })
    for (const folder of ['/attic', '/home', '/attic/identities', '/home/identities', '/profile']) this.disk.folders.add(folder)
    this.put('/attic/identities/a1.key', moving.text)
    this.put('/attic/identities/a2.key', stays.text)
    this.put('/home/identities/b1.key', other.text)
    for (const folder of ['/attic', '/home']) this.disk.create(`${folder}/local.sql`, encodeContent({ rows: {}, writes: 0 }), 0o644)
    this.disk.syncAll()
    for (const { name } of this.nodes.nodes) this.nodes.start(name, { layer: this.layer(), ours: false })
    this.pass(2 * layerMs)
  }

  /** The computer sleeps: time passes everywhere, and nobody on it does anything. */
  sleep(ms: number): void {
    this.nowMs += ms
  }

  /** A night, but not in the moment in which a name is given: no look before it sees that. */
  sleepUnless(effect: Effect | null): void {
    if (effect?.path.endsWith('.key') !== true) this.sleep(8 * 3_600_000)
  }

  put(path: string, text: string): void {
    this.disk.create(path, new TextEncoder().encode(text), 0o600)
  }

  layer(): number {
    return Math.floor(this.nowMs / layerMs)
  }

  /** Time passes; in every layer the running nodes sign. */
  pass(ms: number): void {
    const until = this.nowMs + ms
    while (this.layer() < Math.floor(until / layerMs)) {
      this.nowMs = (this.layer() + 1) * layerMs
      this.nodes.layerPasses(this.layer())
    }
    this.nowMs = until
  }

  /** By others, who start no node without any key. */
  start(name: RigName): void {
    if (this.nodes.loadable(this.nodes.find(name)).length > 0) this.nodes.start(name, { layer: this.layer(), ours: false })
  }

  lookAtKeys(): void {
    this.shown.push(this.loadableAt().join())
  }

  /** A copy of the profile is kept somewhere. */
  backUp(): void {
    this.backup = [...this.disk.names].filter(([path]) => path.startsWith('/profile/')).map(([path, { seen }]) => [path, seen.slice()])
  }

  /** The profile is that of the last copy again; nothing happens where none was kept. */
  rollBack(): void {
    if (this.backup === null) return
    for (const path of [...this.disk.names.keys()].filter((one) => one.startsWith('/profile/'))) this.disk.unlink(path)
    for (const [path, bytes] of this.backup) this.disk.create(path, bytes, 0o600)
    this.disk.syncAll()
  }

  /** While the key is out of use a database of another time comes back from a backup. */
  bringOlderRows(): void {
    const { running } = this.nodes.find(names.source)
    if (running !== null || this.rowsBefore !== null || this.loadableAt().length > 0) return
    const content = readContent(this.disk, '/attic/local.sql')
    this.rowsBefore = encodeContent({ rows: content.rows, writes: content.writes })
    this.putRows(encodeContent({ rows: { ...content.rows, [this.moving.id]: 'of an epoch before' }, writes: content.writes }))
  }

  /** A person puts the right database back. */
  bringRowsBack(): void {
    if (this.rowsBefore === null) return
    this.nodes.stop(names.source)
    this.putRows(this.rowsBefore)
    this.rowsBefore = null
  }

  private putRows(bytes: Uint8Array): void {
    for (const path of ['/attic/local.sql', '/attic/local.sql-wal']) if (this.disk.names.has(path)) this.disk.unlink(path)
    this.disk.create('/attic/local.sql', bytes, 0o644)
    this.disk.syncAll()
  }

  /** A later move, that this profile knows nothing of, takes the key from the target to a node that is not of this rig. */
  moveOn(): void {
    const key = [...this.disk.names.keys()].find((path) => path.startsWith('/home/identities/') && path.endsWith('a1.key'))
    if (key === undefined || this.loadableAt().length !== 1) return
    const file = this.disk.names.get(key)
    const lease = this.disk.names.get(`/home/smeshdesk/LEASE-${this.moving.id.slice(0, 16)}.json`)
    const before = parseNote(new TextDecoder().decode(lease?.seen))
    if (before === null || file === undefined) return
    this.movedOn = true
    this.disk.rename(key, `${key}.moved-0123456789ab`, file)
    const note = { ...before, says: 'left' as const, batch: '0123456789ab', generation: before.generation + 1 }
    this.put(`/home/smeshdesk/MOVED-${this.moving.id.slice(0, 16)}.json`, encodeNote(note))
    this.disk.syncAll()
    this.nodes.stop(names.target)
    this.start(names.target)
  }

  /** Somebody copied a folder, with the key, to another disk and names that one in the entry. */
  rebind(name: RigName): void {
    const copy = `/copy-of-${name}`
    const node = this.nodes.find(name)
    if (!this.disk.names.has(`${copy}/identities/a1.key`)) this.put(`${copy}/identities/a1.key`, this.moving.text)
    node.rebound = copy
  }

  /** A person puts the entries right again. */
  bindAsPlanned(): void {
    for (const node of this.nodes.nodes) node.rebound = null
  }

  startByApp(name: RigName): boolean {
    const { rebound, running } = this.nodes.find(name)
    if (rebound !== null) this.nodes.violations.push(`${name} is started on ${rebound}`)
    const loads = this.nodes.loadable(this.nodes.find(name)).includes(this.moving.id)
    if (loads && this.third.isInTheWay(this.nowMs)) this.nodes.violations.push(`${name} is started with the key of ${this.third.name}`)
    this.nodes.start(name, { layer: this.layer(), ours: true })
    return running === null
  }

  /** Somebody takes away the key that stays at the source. */
  takeOtherKey(): void {
    const path = '/attic/identities/a2.key'
    if (this.disk.names.has(path)) this.disk.unlink(path)
  }

  /** Somebody gives the key's file a second name outside, from which another node loads it. */
  linkKeyOutside(): void {
    const found = [...this.disk.names].find(([path]) => /^\/attic\/identities\/a1\.key(?:\.moved-|$)/.test(path))
    if (found === undefined) return
    this.disk.nameOutside(found[1])
    this.third.linkTurnsUp(this.nowMs)
  }

  /** A person finds out and puts it right. */
  mendElsewhere(): void {
    this.third.mend()
    this.disk.forgetOutside()
  }

  /** Both nodes at once, as two machines' start scripts would. */
  hostileInit(): void {
    for (const { name } of this.nodes.nodes) this.start(name)
  }

  /** The computer starts again with one of the states a power loss may leave. */
  losePower(kept: number, torn: boolean): void {
    for (const { name } of this.nodes.nodes) this.nodes.stop(name)
    this.service.running = false
    this.disk.losePower(kept, torn)
    this.pass(5 * layerMs)
    this.bootId = `${this.bootId}+`
    this.bootedAtMs = this.nowMs
  }

  private alive(path: string): void {
    if (this.dead) throw failure('EKILLED', path)
  }

  question(name: string): void {
    this.alive(name)
    if (name === 'key') this.keyLookedForAt = this.nowMs
    this.meanwhile.question(name)
    this.alive(name)
  }

  readonly clock: Omit<MoveClock, 'bootId'> = {
    now: this.now,
    monotonicMs: () => this.nowMs - this.bootedAtMs,
    wait: async (ms) => {
      this.question('wait')
      this.pass(ms)
    },
  }

  time(): NodeTime {
    return { genesisAt: Instant.parse(0), layerMs, layersPerEpoch, phaseShiftMs: 100 * layerMs, cycleGapMs: 50 * layerMs }
  }

  /** What a fresh start of the program gets. */
  deps(): MigrationDeps {
    this.dead = false
    this.open.held = null
    this.open.locked.clear()
    const gate = (effect: Effect) => {
      this.alive(effect.path)
      const verdict = this.meanwhile.effect(effect)
      this.alive(effect.path)
      return verdict
    }
    const session = `session-${++this.starts}`
    let tokens = 0
    return {
      fs: new MemoryFs(this.disk, gate),
      rows: memoryRows(this.disk, this.open, gate),
      world: memoryWorld(this, names.service),
      clock: { ...this.clock, bootId: this.bootId },
      batches,
      session,
      newToken: () => `${session}-${++tokens}`,
      appVersion: 'test',
      mainnetAllowed: false,
      owner: { isOurs: () => this.ours },
    }
  }

  /** Where the moving key would be loaded if both nodes were started now. */
  loadableAt(): RigName[] {
    return this.nodes.nodes.filter((node) => this.nodes.loadable(node).includes(this.moving.id)).map(({ name }) => name)
  }
}
