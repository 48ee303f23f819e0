import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { NetworkProblem } from '../contract/model/network.ts'
import type { Elsewhere } from '../migration/index.ts'
import type { SlotKey, Spawned, SpawnRequest } from '../processes/index.ts'
import type { NodeSettings, ServiceSettings } from '../settings/index.ts'

/** A step could not be done: everything stays as it is, and it rests until a person goes on. */
export class Trouble extends Error {
  readonly key: NetworkProblem
  constructor(key: NetworkProblem, detail = '') {
    super(detail)
    this.name = 'Trouble'
    this.key = key
  }
}

/** How a program of the rig stands: `ended` by itself, or refused. */
export type Standing = 'up' | 'down' | 'ended'

/** What making a network asks of the rig and of this computer. Every act may be repeated. */
export interface NetworkWorld {
  /** The folder of the entry of that name; `null`: there is none. */
  entryFolder(key: SlotKey): string | null
  /** Throws `AppError`. */
  addNode(node: NodeSettings): Promise<void>
  addService(service: ServiceSettings): Promise<void>
  /** Whether the rig is simulated is settled by what a node has made of its folder. Throws `simulated_and_real`. */
  settleKind(node: RigName): Promise<void>
  standing(key: SlotKey): Standing
  lastWords(key: SlotKey): string
  start(key: SlotKey): Promise<void>
  stop(key: SlotKey): Promise<void>
  /** Its public listener answers. */
  nodeAnswers(node: RigName): Promise<boolean>
  /** The public key of the PoET at this address, in base64; `null`: it does not answer. */
  poetKey(address: string, signal: AbortSignal): Promise<string | null>
  /** Where a key that was just made is besides; the node that it goes to must stand still. */
  lookForNewKey(id: SmesherId, node: RigName): Promise<Elsewhere>
  keysRenamed(): void
  /** Some process uses the folder. */
  inUse(folder: string): Promise<boolean>
  run(request: SpawnRequest): Promise<Spawned>
}
