import type { Epoch, Instant, Layer, RigName, SmesherId } from '../contract/model/basics.ts'
import type { ProgramProcess, Signs, SilenceFacts } from '../silence/index.ts'
import type { Bound } from './binding.ts'

/** Which processes a move may end: those that a person agreed to, and what Smeshdesk's own slots run. */
export type MayEnd = (process: ProgramProcess) => boolean

/** What a node's config, folder and API say; every field may be unknown (`null`), and unknown never passes a check. */
export interface NodeLook {
  readonly name: RigName
  readonly simulated: boolean
  readonly dataFolder: string | null
  /** As `Signs` says of the folder. */
  readonly localFileSystem: boolean | null
  /** Smeshdesk knows the program and its arguments, so it can start the node again. */
  readonly canStart: boolean
  readonly running: boolean
  readonly version: string | null
  readonly genesisId: string | null
  /** The folder that its arguments and config name, and whether it is `dataFolder`; `null`: not known. */
  readonly namedFolder: { readonly path: string; readonly same: boolean } | null
  /** What services dial, `host:port`, for the explicit `grpc-post-listener`; `null` when the config names none, or none that can be dialled. */
  readonly postAddress: string | null
  /** Why it can't be dialled, and the listener as it stands; `null` when it can, or there is none. */
  readonly postTrouble: { readonly why: 'not-understood' | 'any-port' | 'named-elsewhere'; readonly listener: string } | null
  readonly poets: readonly { readonly address: string; readonly key: string }[] | null
  readonly coinbase: string | null
  /** `smeshing-start` of the config. */
  readonly smeshingStart: boolean | null
  readonly synced: boolean | null
  /** The least difference of the node's clock to this computer's that explains the layer it names; `null` when not comparable. */
  readonly clockSkewMs: number | null
  /**
   * Whether what answers at its addresses is the process that has its folder. `null`: nothing answers, or that can't be seen; then its
   * answers say nothing.
   */
  readonly answersItself: boolean | null
  readonly time: NodeTime | null
  /** Its processes, and those that only use its folder, as `SilenceFacts` names them. */
  readonly programs?: readonly ProgramProcess[]
  readonly usedBy?: Signs['users']
}

/** Network time as the node's config and API give it. */
export interface NodeTime {
  readonly genesisAt: Instant
  readonly layerMs: number
  readonly layersPerEpoch: number
  readonly phaseShiftMs: number | null
  readonly cycleGapMs: number | null
}

/** The newest ATX somebody knows of an identity: its id and publish epoch; both `null` when there is none yet. */
export interface NewestAtx {
  readonly id: string | null
  readonly epoch: Epoch | null
}

/** What one configured node says of an identity, and whether the keys in its folder were looked at. */
export interface NodeSays {
  readonly node: RigName
  /** Its PostStates list the identity; `null`: it does not answer. */
  readonly lists: boolean | null
  /** Its data folder, when the keys in it could be read; `null`: on another computer, or not readable. */
  readonly folder: string | null
  /** Somebody uses its folder or answers at its addresses; `null`: not known. */
  readonly runs: boolean | null
}

/** A file that holds the key. */
export interface KeyCopy {
  readonly path: string
  /** Whose next start would load it as it stands; `null`: no node of the settings. */
  readonly loadableBy: RigName | null
  /** In another form than a node loads: with a line end, as bytes, the seed alone. One repair away. */
  readonly altered?: true
}

/** A data folder of no entry of the settings: of a node that runs on this computer, or one that nodes have by themselves. */
export interface Stranger {
  /** The process that has it; `null`: none does. */
  readonly pid: number | null
  /** `null`: which folder it has could not be found. */
  readonly folder: string | null
  /** The keys in the folder were read, and are those that the process has loaded: they are older than its start. */
  readonly keys: 'read' | 'not-read' | 'newer-than-start'
  /** Files in it that hold the key and that a node loads, or would after one renaming or repair. */
  readonly holds: readonly string[]
}

/** Where a key is in use or could be: every node's PostStates, and every file that holds it. */
export interface KeyLook {
  readonly nodes: readonly NodeSays[]
  /** Every place where a file holds this key: data folders and PoST folders of the settings. Absolute paths. */
  readonly copies: readonly KeyCopy[]
  readonly strangers: readonly Stranger[]
  /** What can't be seen of this computer from here, each by its name (`blindText`). */
  readonly blind: readonly string[]
}

/** What nodes answer of one identity, when they are asked. */
export interface Answered {
  readonly bans: readonly { readonly node: RigName; readonly says: 'banned' | 'not-proven' | 'silent' }[]
  /** The newest ATX each node knows of (`id` is `null` when it knows none); `silent` when the node could not say. */
  readonly newestAtx: readonly { readonly node: RigName; readonly atx: NewestAtx | 'silent' }[]
}

/** What all nodes and folders say of one identity. */
export interface IdentityLook extends KeyLook, Answered {
  readonly id: SmesherId
  readonly name: string
  /** The last ATX that a node told to have published itself, when and which node; `null` or absent when none was heard. */
  readonly published?: { readonly node: RigName; readonly epoch: Epoch; readonly at: number } | null
  /** Newest layer the identity is known to have signed in, by its events; `null` when nothing is known. */
  readonly lastSignedLayer: Layer | null
  readonly service: {
    readonly name: RigName
    readonly node: RigName | null
    readonly running: boolean
    readonly canStart: boolean
    readonly programs?: readonly ProgramProcess[]
    /** The other folder that its arguments name: started, it would prove for another identity. `null`: its own. */
    readonly otherFolder: string | null
  } | null
}

export interface LayerSeen {
  readonly node: RigName
  readonly layer: Layer
}

export interface StopReport {
  /** The signal was sent and the process is gone. A claim: silence is proven by `silenceOf`. */
  readonly stopped: boolean
  readonly detail: string
  /** What stands there and was not to be ended. */
  readonly left?: readonly ProgramProcess[]
  /** What stands there and only looks like the program: it is never ended. */
  readonly unsure?: Signs['users']
}

/** A program can't be started: somebody else's stands in its place. */
export class StandsInTheWay extends Error {
  readonly processes: readonly ProgramProcess[]
  constructor(detail: string, processes: readonly ProgramProcess[]) {
    super(detail)
    this.name = 'StandsInTheWay'
    this.processes = processes
  }
}

/**
 * All that a move does to, and asks of, one node and its folder's users; a node on another host is another implementation's. Every call of
 * this and of `RigWorld` has its own deadline, throws only what is unexpected, and may be repeated.
 */
export interface NodeWorld {
  lookAtNode(name: RigName): Promise<NodeLook>
  /** What the name stands for now: folder, program, words. Never throws. */
  nodeBinding(name: RigName): Promise<Bound>
  /** Signs of life are of now. Why it may come back by itself was seen some seconds ago, but for `anew`: that takes longer. */
  silenceOf(name: RigName, how?: 'anew'): Promise<SilenceFacts>
  /** Asks the node's processes to end, waits at least 60 s, never kills hard. No effect when it doesn't run. */
  stopNode(name: RigName, mayEnd: MayEnd): Promise<StopReport>
  /**
   * Starts the node with its settings; no effect, and `false`, when it runs. Returns when the process is there, not when it answers.
   * Throws `StandsInTheWay`.
   */
  startNode(name: RigName, batch: string): Promise<boolean>
  /** What the program itself said when it ended last; empty when nothing is known. */
  lastWords(name: RigName): string
  /** `null`: the node doesn't answer, or what answers is not it. */
  listed(node: RigName, id: SmesherId): Promise<boolean | null>
  /** `taken`: somebody has the database or the lock file. Throws when it can't be tried. */
  lockNode(name: RigName): Promise<NodeLock | 'taken'>
}

/** What a move does to, and asks of, the rig as a whole, and its services. */
export interface RigWorld {
  nodes(): readonly RigName[]
  /** Data folders of the nodes, as the settings name them. */
  folders(): readonly NodeFolder[]
  serviceBinding(name: RigName): Promise<Bound>
  /** Why a program can't be started because it is not what it has to be; `null`: nothing speaks against it. Where not given, nobody judges. */
  programAgainst?(key: { readonly kind: 'node' | 'service'; readonly name: RigName }): Promise<string | null>
  lookAtIdentity(id: SmesherId): Promise<IdentityLook>
  /** Only what nodes answer. */
  askAbout(id: SmesherId): Promise<Answered>
  /** The newest layer it is known to have signed in, by its events; `null` when nothing is known. */
  lastSignedLayer(id: SmesherId): Layer | null
  /** Only where the key is: asked right before it gets a name that a node loads, so it takes a few seconds at most. */
  lookForKey(id: SmesherId): Promise<KeyLook>
  /** Key files have other names now: whoever shows them looks anew. Returns at once. */
  keysRenamed(): void
  stopService(name: RigName, mayEnd: MayEnd): Promise<StopReport>
  /**
   * Starts (or restarts) the service so that it dials `node`'s explicit post listener, and keeps that in the settings.
   * Throws `StandsInTheWay`.
   */
  startService(name: RigName, how: { readonly node: RigName; readonly batch: string; readonly mayEnd: MayEnd }): Promise<void>
  /** The service runs, dials `node`, and the node has accepted its registration for `id`; `null` when not known. */
  registered(service: RigName, node: RigName, id: SmesherId): Promise<boolean | null>
  /** Layers now, by every node that answers. */
  layers(): Promise<readonly LayerSeen[]>
  /** Durable: until `release`, nobody but this batch may start these slots, restarts of Smeshdesk included. May be repeated. */
  hold(batch: string, slots: HeldSlots): Promise<void>
  release(batch: string): Promise<void>
  /** Which slots each batch holds; `null`: that can't be read, and every slot counts as held. */
  holds(): Readonly<Record<string, HeldSlots>> | null
}

/** Both, of this computer. The composition root binds it to processes, nodes and post; files and rows go through storage instead. */
export type MoveWorld = NodeWorld & RigWorld

/** The source's database and lock file, kept locked by a process of ours: nothing can start on them (docs/protocol.md §9). */
export interface NodeLock {
  /** What is held, for the journal. */
  readonly what: string
  /** A holder that was ended holds nothing. */
  held(): boolean
  release(): Promise<void>
}

export interface NodeFolder {
  readonly node: RigName
  readonly folder: string
}

export interface HeldSlots {
  readonly nodes: readonly RigName[]
  readonly services: readonly RigName[]
}

/** Time as a move needs it: a wall clock for people and a monotonic one, of the same boot, for waits. */
export interface MoveClock {
  now(): Instant
  monotonicMs(): number
  wait(ms: number): Promise<void>
  readonly bootId: string
}
