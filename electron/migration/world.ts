import type { Instant, RigName, SmesherId } from '../contract/model/basics.ts'

/** Signs of life of the program that owns one data folder (docs/protocol.md §9). Facts only; `verdict.ts` judges. */
export interface SilenceFacts {
  readonly node: RigName
  /** Processes with a file of the folder open, or with the folder, its config or its lock file on their command line. */
  readonly users: readonly { readonly pid: number; readonly commandLine: string; readonly how: string }[]
  /** `false` when not every process could be looked at: other users' processes, other name spaces. */
  readonly usersComplete: boolean
  readonly lock: { readonly file: string | null; readonly state: 'free' | 'held' | 'unknown'; readonly pid: number | null }
  /** `null`: could not be tried. */
  readonly ports: readonly { readonly address: string; readonly open: boolean | null }[]
  /** Only ever probed at the stopped target of a consented move; `not-probed` elsewhere. */
  readonly database: 'free' | 'in-use' | 'unknown' | 'not-probed'
  /** Locks prove something only on a file system of this computer. */
  readonly localFileSystem: boolean | null
  /** Units, cron lines, restart policies that are switched on and name the folder. */
  readonly autoStart: readonly string[]
  /** Places where such things may lie and that could not be looked at. */
  readonly autoStartUnread?: readonly string[]
}

/** What a node's config, folder and API say; every field may be unknown (`null`), and unknown never passes a check. */
export interface NodeLook {
  readonly name: RigName
  readonly simulated: boolean
  readonly dataFolder: string | null
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
  /** Identities in its PostStates; `null` when it doesn't answer. */
  readonly listed: readonly SmesherId[] | null
  /** The least difference of the node's clock to this computer's that explains the layer it names; `null` when not comparable. */
  readonly clockSkewMs: number | null
  readonly time: NodeTime | null
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
  readonly epoch: number | null
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

/** Where a key is in use or could be: every node's PostStates, and every file that holds it. */
export interface KeyLook {
  readonly nodes: readonly NodeSays[]
  /** Every place where a file holds this key: data folders and PoST folders of the settings. Absolute paths. */
  readonly copies: readonly { readonly path: string; readonly loadableBy: RigName | null }[]
}

/** What all nodes and folders say of one identity. */
export interface IdentityLook extends KeyLook {
  readonly id: SmesherId
  readonly name: string
  readonly bans: readonly { readonly node: RigName; readonly says: 'banned' | 'not-proven' | 'silent' }[]
  /** The newest ATX each node knows of (`id` is `null` when it knows none); `silent` when the node could not say. */
  readonly newestAtx: readonly { readonly node: RigName; readonly atx: NewestAtx | 'silent' }[]
  /** The last ATX that a node told to have published itself, when and which node; `null` or absent when none was heard. */
  readonly published?: { readonly node: RigName; readonly epoch: number; readonly at: number } | null
  /** Newest layer the identity is known to have signed in, by its events; `null` when nothing is known. */
  readonly lastSignedLayer: number | null
  readonly service: {
    readonly name: RigName
    readonly node: RigName | null
    readonly running: boolean
    readonly canStart: boolean
    /** The other folder that its arguments name: started, it would prove for another identity. `null`: its own. */
    readonly otherFolder: string | null
  } | null
}

export interface LayerSeen {
  readonly node: RigName
  readonly layer: number
}

export interface StopReport {
  /** The signal was sent and the process is gone. A claim: silence is proven by `silenceOf`. */
  readonly stopped: boolean
  readonly detail: string
}

/**
 * All that a move does to, and asks of, programs. The composition root binds it to processes, nodes and post; files and rows go
 * through storage instead. Every call has its own deadline, throws only what is unexpected, and may be repeated.
 */
export interface MoveWorld {
  nodes(): readonly RigName[]
  lookAtNode(name: RigName): Promise<NodeLook>
  lookAtIdentity(id: SmesherId): Promise<IdentityLook>
  /** Only where the key is: asked right before it gets a name that a node loads, so it takes a few seconds at most. */
  lookForKey(id: SmesherId): Promise<KeyLook>
  /** Key files have other names now: whoever shows them looks anew. Returns at once. */
  keysRenamed(): void
  silenceOf(name: RigName): Promise<SilenceFacts>
  /** Asks the node to end, waits at least 60 s, never kills hard. No effect when it doesn't run. */
  stopNode(name: RigName): Promise<StopReport>
  /** Starts the node with its settings; no effect when it runs. Returns when the process is there, not when it answers. */
  startNode(name: RigName, batch: string): Promise<void>
  stopService(name: RigName): Promise<StopReport>
  /** Starts (or restarts) the service so that it dials `node`'s explicit post listener, and keeps that in the settings. */
  startService(name: RigName, node: RigName, batch: string): Promise<void>
  /** `null`: the node doesn't answer. */
  listed(node: RigName, id: SmesherId): Promise<boolean | null>
  /** The service runs, dials `node`, and the node has accepted its registration for `id`; `null` when not known. */
  registered(service: RigName, node: RigName, id: SmesherId): Promise<boolean | null>
  /** Layers now, by every node that answers. */
  layers(): Promise<readonly LayerSeen[]>
  /** Durable: until `release`, nobody but this batch may start these slots, restarts of Smeshdesk included. May be repeated. */
  hold(batch: string, slots: HeldSlots): Promise<void>
  release(batch: string): Promise<void>
}

interface HeldSlots {
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
