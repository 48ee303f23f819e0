import type { Bytes, RigName, SmesherId } from '../contract/model/basics.ts'
import type { ServiceRow } from '../contract/model/rig.ts'
import type { IdentitiesScan, KeyEntry } from '../identities/index.ts'
import type { Answer } from '../net/index.ts'
import type { NodeLogLife, NodeSighting, PoetTiming } from '../nodes/index.ts'
import type { OperatorStatus } from '../post/index.ts'
import type { SpaceSeen } from './place-findings.ts'
import type { RigMemory } from './rig-memory.ts'

/** What the PoST data folder of a service says. */
export interface DataSeen {
  readonly identity: SmesherId | null
  readonly numUnits: number | null
  readonly sizeBytes: Bytes | null
  /** Mount point of the file system that holds the data; `null` when it can't be told. */
  readonly disk: string | null
  /** What a person knows it by, where that is told. */
  readonly diskName?: string
  /** Keys beside the data. */
  readonly copies: readonly KeyEntry[]
}

/** One thing seen of the rig, from whatever source. Folded into the memory in the order of arrival. */
export type Sighting =
  | NodeSighting
  | { readonly source: 'keys'; readonly node: RigName; readonly at: number; readonly scan: IdentitiesScan }
  /** What a PoET that the node uses tells of rounds. */
  | { readonly source: 'poet'; readonly node: RigName; readonly at: number; readonly timing: PoetTiming }
  | { readonly source: 'data'; readonly service: RigName; readonly at: number; readonly data: DataSeen }
  | { readonly source: 'operator'; readonly service: RigName; readonly at: number; readonly answer: Answer<OperatorStatus> }
  | { readonly source: 'services'; readonly at: number; readonly rows: readonly ServiceRow[] }
  /** Of the disk of a node's data; `null`: there is no such folder. */
  | { readonly source: 'space'; readonly node: RigName; readonly at: number; readonly space: SpaceSeen | null }
  /** Its log, as far as it says something new. */
  | { readonly source: 'node-log'; readonly node: RigName; readonly at: number; readonly life: NodeLogLife }
  /** Which tables of a stopped node's `local.sql` hold rows of each identity; `null`: it could not be read. */
  | {
      readonly source: 'rows'
      readonly node: RigName
      readonly at: number
      readonly tables: ReadonlyMap<SmesherId, readonly string[]> | null
    }
  /** Identities that a move holds. */
  | { readonly source: 'holds'; readonly at: number; readonly ids: ReadonlySet<SmesherId> }

/** What is left to remember when a sighting could not be taken in: that its source says nothing. `null`: nothing to take back. */
export function takenBack(sighting: Sighting): Sighting | null {
  const detail = 'it could not be taken in'
  switch (sighting.source) {
    case 'keys': {
      const { folder } = sighting.scan
      return { ...sighting, scan: { folder, state: 'unreadable', entries: [], start: { kind: 'unknown', detail }, findings: [] } }
    }
    case 'operator':
    case 'post-states':
    case 'status':
    case 'version':
    case 'coinbase':
      return { ...sighting, answer: { kind: 'fault', detail } }
    case 'network':
    case 'maker':
    case 'events':
    case 'stream':
    case 'atxs':
    case 'earned':
    case 'poet':
    case 'bans':
    case 'data':
    case 'space':
    case 'node-log':
    case 'rows':
    case 'services':
    case 'holds':
      return null
  }
}

const hostedBy = (rig: RigMemory, node: RigName): SmesherId[] =>
  [...rig.identities.values()].flatMap(({ id, postNode }) => (postNode === node ? [id] : []))

const ofService = (rig: RigMemory, name: RigName): SmesherId[] => {
  const service = rig.services.get(name)
  const id = service?.data?.identity ?? service?.row?.identity ?? service?.place.identity ?? null
  return id === null ? [] : [id]
}

/** Whose data a service has, and whose keys lie beside them. */
const ofData = (rig: RigMemory, name: RigName): SmesherId[] => [
  ...ofService(rig, name),
  ...(rig.services.get(name)?.data?.copies ?? []).flatMap(({ id }) => id ?? []),
]

/** Whose rows a sighting may change, asked before and after it is folded in; `'all'` where it is not worth telling. */
export function affectedBy(rig: RigMemory, sighting: Sighting): Iterable<SmesherId> | 'all' {
  switch (sighting.source) {
    case 'operator':
      return ofService(rig, sighting.service)
    case 'events':
      return sighting.events.flatMap(({ smesher }) => (smesher === null ? [] : [smesher]))
    case 'stream':
      return hostedBy(rig, sighting.node)
    case 'post-states': {
      const heard = rig.nodes.get(sighting.node)?.heard
      // What no node has, and what a service wants of this one, rests on whether it answers at all.
      if (heard?.postAnswers !== (sighting.answer.kind === 'answer')) return 'all'
      // Whom it lists, or listed before, may be another node's.
      return new Set([...(heard.postStates?.value.keys() ?? []), ...hostedBy(rig, sighting.node)])
    }
    case 'status':
    case 'network':
    case 'version':
    case 'coinbase':
    case 'maker':
    case 'poet':
    // No row shows it: whoever looks at one identity asks for it.
    case 'earned':
    case 'space':
    case 'node-log':
      return []
    case 'rows':
      return sighting.tables?.keys() ?? hostedBy(rig, sighting.node)
    case 'atxs':
      return sighting.asked
    case 'bans':
      return sighting.answers.flatMap(({ asked }) => asked)
    case 'data':
      return ofData(rig, sighting.service)
    case 'services':
    case 'keys':
    case 'holds':
      return 'all'
  }
}

/** The row of a node rests on nodes, their files and the programs: not on what services say nor on what was earned, and of events on their time alone, which each tick shows. */
export const touchesNodes = ({ source }: Sighting): boolean =>
  source !== 'operator' && source !== 'data' && source !== 'events' && source !== 'earned'
