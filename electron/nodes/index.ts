// go-spacemesh nodes: their listeners, events, clock, configuration and log, as other rooms may know them.
export { type Answer, type Reach, reachOf } from './answer.ts'
export { type AtxFact, type NodeAddresses, type NodeClients, openClients } from './clients.io.ts'
export { systemClock } from './clock.io.ts'
export type { Clock } from './clock.ts'
export {
  clockOf,
  currentOrNextGap,
  type Deadlines,
  deadlinesOf,
  epochAt,
  epochStart,
  type Gap,
  gapOf,
  isInGap,
  layerAt,
  nearGap,
  poetTiming,
} from './epoch-clock.ts'
export { followEvents } from './events.io.ts'
export type { NodeEvent, NodeEventKind } from './events.ts'
export { goDurationMs } from './go-duration.ts'
export { type KnownNetwork, knownNetworks, type PoetTiming } from './known-networks.ts'
export { askBans } from './malfeasance.io.ts'
export { type BanAnswer, type BanProof, foldBan, neverAsked } from './malfeasance.ts'
export { nodeFlags } from './node-arguments.ts'
export { loadNodeConfig } from './node-config.io.ts'
export { configFileOf, type NodeConfig, type PoetServer, readNodeConfig } from './node-config.ts'
export { atLeast, type NetworkFacts, type NodeSync } from './node-facts.ts'
export { configFindings } from './node-findings.ts'
export { type NodeLogLine, type NodePhase, nodeLogPhases, nodePhase, parseNodeLine } from './node-log.ts'
export { type NodeMemory, newNodeMemory, postStateOf, reachOfNode, seeNode } from './node-memory.ts'
export { type NodePlace, type NodeProcess, nodeRow } from './node-row.ts'
export type { PostStateEntry } from './post-states.ts'
export { type Poll, repeat } from './repeat.ts'
export type { NodeSighting } from './sightings.ts'
export { type NodeWatch, type WatchDependencies, type WatchedNode, watchNode } from './watch-node.io.ts'
