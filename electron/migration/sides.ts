import type { RigName } from '../contract/model/basics.ts'
import type { DurableFs } from '../storage/index.ts'
import type { RowStore } from './row-store.ts'
import type { NodeWorld } from './world.ts'

/** One of the two ends of a move. */
export type Side = 'source' | 'target'

/** Through which a move touches what is at one side: the node's folder, its database, its programs. */
export interface SidePorts {
  readonly fs: DurableFs
  readonly rows: RowStore
  readonly world: NodeWorld
}

/** The ports of this computer, and of the others that nodes are on. */
export interface Hosts extends SidePorts {
  /** `undefined`, or not there: the node is on this computer. */
  readonly hostOf?: ((node: RigName) => SidePorts | undefined) | undefined
}

/** Through which the node of that name is reached. */
export const portsOf = (hosts: Hosts, node: RigName): SidePorts => hosts.hostOf?.(node) ?? hosts
