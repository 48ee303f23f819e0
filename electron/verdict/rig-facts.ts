import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { CertificateRow } from '../contract/model/certificate.ts'
import type { Inventory, KeyRow } from '../contract/model/key-copies.ts'
import type { BatchRow, LostMove } from '../contract/model/migration.ts'
import type { EpochClock, NodeRow, ServiceRow, SlotRow } from '../contract/model/rig.ts'
import type { IdentitySight, SeenRow } from '../sight/index.ts'

/** All that is seen of a rig at one moment: what the verdict is made of, and nothing else. */
export interface RigFacts {
  /** The rig could not be read or shown in full. */
  readonly hasProblem: boolean
  /** The rig is on its way. */
  readonly starting: boolean
  readonly identities: readonly SeenRow[]
  readonly nodes: readonly NodeRow[]
  readonly services: readonly ServiceRow[]
  readonly batches: readonly BatchRow[]
  /** Moves whose memory is lost. */
  readonly lostMoves: readonly LostMove[]
  /** Of every key all copies. */
  readonly keys: readonly KeyRow[]
  readonly certificates: readonly CertificateRow[]
  /** How far the look for them has come; `null`: nobody looks. */
  readonly inventory: Pick<Inventory, 'lookedAt' | 'unread'> | null
  readonly clocks: ReadonlyMap<string, EpochClock>
  readonly ofNode: ReadonlyMap<RigName, string>
  readonly identity: (id: SmesherId) => IdentitySight | null
  /** What was told before this start: when a node was seen last, and whether an alert was open. */
  readonly remembered?: undefined | { readonly nodeSeen: (name: RigName) => number | null; readonly wasOpen: (alert: string) => boolean }
  /** When the rig began to be looked at. */
  readonly lookedSince: number
  readonly now: number
}

/** What an identity's row rests on of its node, its service and a move: nothing that changes with each look at them. */
export interface NodeGround extends Pick<NodeRow, 'name' | 'reach' | 'addresses' | 'slot' | 'findings'> {
  /** It has answered since we look, or its silence was told before. */
  readonly wasSeen: boolean
}
export type ServiceGround = Pick<ServiceRow, 'name' | 'slot' | 'connection' | 'findings'>
export type MoveGround = Pick<BatchRow, 'batch' | 'activity' | 'identityName'>

/** The cause of a node's silence. */
export const silenceOf = (node: RigName): string => `node-${node}`
export const wasSeen = ({ name, seenAt }: NodeRow, { remembered }: Pick<RigFacts, 'remembered'>): boolean =>
  seenAt !== null || remembered?.wasOpen(silenceOf(name)) === true

const nodeGround = (node: NodeRow, facts: Pick<RigFacts, 'remembered'>): NodeGround => {
  const { name, reach, addresses, slot, findings } = node
  return { name, reach, addresses, slot, findings, wasSeen: wasSeen(node, facts) }
}
const serviceGround = ({ name, slot, connection, findings }: ServiceRow): ServiceGround => ({ name, slot, connection, findings })
const moveGround = ({ batch, activity, identityName }: BatchRow): MoveGround => ({ batch, activity, identityName })

/** The rig's rows by name, made once for many identities. */
export interface RigIndex {
  readonly nodes: ReadonlyMap<RigName, NodeGround>
  readonly services: ReadonlyMap<RigName, ServiceGround>
  /** Moves that have not ended, by the identity they hold. */
  readonly holding: ReadonlyMap<SmesherId, MoveGround>
  /** Moves that have not ended, by the nodes that they stop and start. */
  readonly moving: ReadonlyMap<RigName, MoveGround>
  /** Moves whose memory is lost, by the identity they are about. */
  readonly lost: ReadonlyMap<SmesherId, LostMove>
}

export function indexRig({
  nodes,
  services,
  batches,
  lostMoves,
  remembered,
}: Pick<RigFacts, 'nodes' | 'services' | 'batches' | 'lostMoves' | 'remembered'>): RigIndex {
  const open = batches.filter(({ activity }) => activity !== 'ended')
  return {
    nodes: new Map(nodes.map((node) => [node.name, nodeGround(node, { remembered })])),
    services: new Map(services.map((service) => [service.name, serviceGround(service)])),
    holding: new Map(open.map((batch) => [batch.identity, moveGround(batch)])),
    moving: new Map(open.flatMap((batch) => [batch.source, batch.target].map((node): [RigName, MoveGround] => [node, moveGround(batch)]))),
    lost: new Map(lostMoves.flatMap((move): [SmesherId, LostMove][] => (move.identity === null ? [] : [[move.identity, move]]))),
  }
}

const standsStill: readonly SlotRow['state'][] = ['stopped', 'ended', 'backing-off', 'latched']
export const serviceStands = ({ slot }: Pick<ServiceRow, 'slot'>): boolean => standsStill.includes(slot.state)

/** Its process is known not to run, whatever the ports say. */
export const nodeStands = ({ slot }: Pick<NodeRow, 'slot'>): boolean => slot !== null && standsStill.includes(slot.state)

/** A move that waits for a person. */
export const waits = ({ activity }: Pick<BatchRow, 'activity'>): boolean =>
  activity === 'frozen' || activity === 'needs-resume' || activity === 'needs-arming'
