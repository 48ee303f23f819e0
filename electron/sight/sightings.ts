import type { Bytes, RigName, SmesherId } from '../contract/model/basics.ts'
import type { ServiceRow } from '../contract/model/rig.ts'
import type { IdentitiesScan, KeyEntry } from '../identities/index.ts'
import type { Answer } from '../net/index.ts'
import type { NodeSighting } from '../nodes/index.ts'
import type { OperatorStatus } from '../post/index.ts'

/** What the PoST data folder of a service says. */
export interface DataSeen {
  readonly identity: SmesherId | null
  readonly numUnits: number | null
  readonly sizeBytes: Bytes | null
  /** Mount point of the file system that holds the data; `null` when it can't be told. */
  readonly disk: string | null
  /** Keys beside the data. */
  readonly copies: readonly KeyEntry[]
}

/** One thing seen of the rig, from whatever source. Folded into the memory in the order of arrival. */
export type Sighting =
  | NodeSighting
  | { readonly source: 'keys'; readonly node: RigName; readonly at: number; readonly scan: IdentitiesScan }
  | { readonly source: 'data'; readonly service: RigName; readonly at: number; readonly data: DataSeen }
  | { readonly source: 'operator'; readonly service: RigName; readonly at: number; readonly answer: Answer<OperatorStatus> }
  | { readonly source: 'services'; readonly at: number; readonly rows: readonly ServiceRow[] }
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
    case 'bans':
    case 'data':
    case 'services':
    case 'holds':
      return null
  }
}
