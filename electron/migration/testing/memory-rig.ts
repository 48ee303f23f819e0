import { Instant, type Layer, RigName, type SmesherId } from '../../contract/model/basics.ts'
import type { MigrationDeps } from '../index.ts'
import type { HeldSlots, MoveClock, NodeTime } from '../world.ts'
import { MemoryDisk } from './memory-disk.ts'
import { type Effect, failure, MemoryFs } from './memory-fs.ts'
import { type MemoryNode, MemoryNodes } from './memory-nodes.ts'
import { MemoryPast } from './memory-past.ts'
import { encodeContent, memoryRows, type OpenFiles } from './memory-rows.ts'
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
  readonly past = new MemoryPast(this, names)
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
  private starts = 0
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
      nodes: () => this.nodes.nodes.flatMap(({ running }) => (running === null || running.waits ? [] : [running.database])),
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

  layer(): Layer {
    return Math.floor(this.nowMs / layerMs) as Layer
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

  /** By somebody whose lock file is another one: it waits with its keys where the database is held. */
  startBeside(name: RigName): void {
    if (this.nodes.loadable(this.nodes.find(name)).length === 0) return
    this.nodes.start(name, { layer: this.layer(), ours: false, otherLock: true })
  }

  /** Locks are gone with the program that held them. */
  letGoOfLocks(): void {
    this.open.locked.clear()
    this.nodes.goOn(this.layer())
  }

  lookAtKeys(): void {
    this.shown.push(this.loadableAt().join())
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
    this.letGoOfLocks()
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
