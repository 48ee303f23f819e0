import type { Layer, RigName, SmesherId } from '../../contract/model/basics.ts'
import type { ProgramProcess } from '../../silence/index.ts'
import type { MayEnd } from '../world.ts'
import { folderOf, type Inode, type MemoryDisk, nameOf } from './memory-disk.ts'
import { encodeContent, type OpenFiles, readContent } from './memory-rows.ts'

interface Running {
  readonly loaded: readonly SmesherId[]
  readonly database: Inode
  readonly sinceLayer: number
  readonly program: ProgramProcess
  /** It has read its keys and waits for its database, which somebody holds: it answers nobody, and signs once it has it. */
  readonly waits: boolean
}

interface Start {
  readonly layer: Layer
  readonly ours: boolean
  readonly otherLock?: boolean
}

export interface MemoryNode {
  readonly name: RigName
  /** As its entry and the plan say. */
  readonly folder: string
  /** Where its program takes keys from. */
  loadsFrom: string
  /** The folder that its entry names by now, where that is another one: the program that is tested would start it there. */
  rebound: string | null
  /** It runs and does not answer. */
  mute: boolean
  /** It does not end when asked to. */
  stubborn: boolean
  running: Running | null
  starts: number
  /** Why it ends again right after each start; `null`: it does not. */
  refuses: string | null
  /** Starts that ended at once. */
  refused: number
}

/** One act of signing, as an all-seeing witness records it. */
export interface Signed {
  readonly layer: Layer
  readonly id: SmesherId
  readonly node: RigName
}

const decoder = new TextDecoder()

/** Nodes with the real ones' rules: keys are read once, at the start; a broken or double key stops the start; no key makes a new one. */
export class MemoryNodes {
  readonly nodes: readonly MemoryNode[]
  readonly signed: Signed[] = []
  readonly violations: string[] = []
  /** Processes that screens named to a person who then agreed. */
  readonly agreed = new Set<number>()
  /** Ends of others' processes to which nobody agreed. */
  readonly unasked: string[] = []
  private readonly disk: MemoryDisk
  readonly open: OpenFiles
  /** Text of each known key. */
  private readonly keys: ReadonlyMap<string, SmesherId>
  private readonly lastRows = new Map<SmesherId, { node: RigName; value: string | undefined }>()

  constructor(disk: MemoryDisk, open: OpenFiles, { nodes, keys }: { nodes: readonly MemoryNode[]; keys: ReadonlyMap<string, SmesherId> }) {
    this.disk = disk
    this.open = open
    this.nodes = nodes
    this.keys = keys
  }

  find(name: RigName): MemoryNode {
    const node = this.nodes.find((one) => one.name === name)
    if (node === undefined) throw new Error(`no node ${name}`)
    return node
  }

  /** Every `*.key` in a folder by what it would load: `null` for one that stops the start. */
  loadable({ folder }: { readonly folder: string }): (SmesherId | null)[] {
    const paths = [...this.disk.names.keys()].filter((path) => folderOf(path) === `${folder}/identities` && nameOf(path).endsWith('.key'))
    return paths.map((path) => this.keys.get(decoder.decode(this.disk.names.get(path)?.seen)) ?? null)
  }

  /** `ours`: by the program that is tested, in its own slot; `otherLock`: with a lock file of its own, so that only its database stops it. */
  start(name: RigName, { layer, ours, otherLock = false }: Start): void {
    const node = this.find(name)
    const inode = this.disk.names.get(`${node.folder}/local.sql`)
    if (node.running !== null || inode === undefined || this.open.held === inode) return
    const waits = this.open.locked.has(inode)
    if (waits && !otherLock) return
    if (node.refuses !== null) {
      node.refused++
      return
    }
    const keys = this.loadable({ folder: node.loadsFrom })
    const loaded = keys.flatMap((id) => (id === null ? [] : [id]))
    if (loaded.length !== keys.length) this.violations.push(`${name} can't start: a torn key`)
    else if (new Set(loaded).size !== loaded.length) this.violations.push(`${name} can't start: a key twice`)
    else if (loaded.length === 0) this.violations.push(`${name} made a new local.key`)
    else this.run(node, { loaded, database: inode, sinceLayer: layer, program: this.program(node, ours), waits })
  }

  /** Whoever waited for a database that is free by now goes on, with the keys it read when it was started. */
  goOn(layer: Layer): void {
    for (const node of this.nodes)
      if (node.running?.waits === true && !this.open.locked.has(node.running.database))
        this.run(node, { ...node.running, sinceLayer: layer, waits: false })
  }

  private run(node: MemoryNode, running: Running): void {
    node.running = running
    if (running.waits) return
    const content = readContent(this.disk, `${node.folder}/local.sql`)
    for (const id of running.loaded) {
      const last = this.lastRows.get(id)
      if (last !== undefined && last.node !== node.name && last.value !== content.rows[id])
        this.violations.push(`${node.name} starts with rows ${content.rows[id]}, ${last.node} last wrote ${last.value}`)
    }
    this.write(node, running.sinceLayer)
  }

  /** Each start is another process. */
  private program(node: MemoryNode, ours: boolean): ProgramProcess {
    node.starts++
    const { name, folder, starts } = node
    const commandLine = `go-spacemesh -d ${folder}`
    const from = { executable: '/opt/go-spacemesh', folder, commandLine, startedAt: null, bootId: 'boot' }
    return { pid: this.nodes.findIndex((one) => one.name === name) * 1_000 + starts, startTicks: `${starts}`, ours, ...from }
  }

  /** Ends a node's process; one that somebody else started only if a person has seen it named and agreed. */
  end(name: RigName, mayEnd: MayEnd): readonly ProgramProcess[] {
    const { running } = this.find(name)
    if (running === null) return []
    const { program } = running
    if (!mayEnd(program)) return [program]
    if (!program.ours && !this.agreed.has(program.pid)) this.unasked.push(`${name}, process ${program.pid}, is ended and nobody agreed`)
    this.stop(name)
    return []
  }

  /** A running node writes into its `-wal`, for itself and for each identity it has loaded; the write is durable. */
  private write(node: MemoryNode, layer: number): void {
    if (node.running === null) return
    const path = `${node.folder}/local.sql`
    const before = readContent(this.disk, path)
    const rows = { ...before.rows }
    for (const id of node.running.loaded) {
      rows[id] = `${node.name} in layer ${layer}`
      this.lastRows.set(id, { node: node.name, value: rows[id] })
    }
    const bytes = encodeContent({ rows, writes: before.writes + 1, base: this.disk.names.get(path)?.number ?? 0 })
    const wal = this.disk.names.get(`${path}-wal`)
    const inode = wal ?? this.disk.create(`${path}-wal`, new Uint8Array(), 0o644)
    this.disk.write(inode, bytes)
    this.disk.syncFile(inode)
    if (wal === undefined) this.disk.syncFolder(node.folder)
  }

  stop(name: RigName): void {
    const node = this.find(name)
    if (!node.stubborn) node.running = null
  }

  /** One layer passes: every loaded identity signs, except in the layer its node started in. */
  layerPasses(layer: Layer): void {
    for (const node of this.nodes) {
      if (node.running === null || node.running.waits || layer <= node.running.sinceLayer) continue
      for (const id of node.running.loaded) this.sign({ layer, id, node: node.name })
      this.write(node, layer)
    }
  }

  private sign(act: Signed): void {
    const clash = this.signed.findLast((one) => one.id === act.id && one.node !== act.node)
    if (clash !== undefined && act.layer - clash.layer < 2)
      this.violations.push(`${act.id.slice(0, 8)} signed by ${clash.node} and ${act.node}`)
    this.signed.push(act)
  }
}
