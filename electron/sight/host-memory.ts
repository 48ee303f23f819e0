import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { IdentitiesScan, KeyEntry } from '../identities/index.ts'
import { type NodeLogLife, type NodeMemory, type NodePlace, newLogLife, newNodeMemory, type PoetTiming } from '../nodes/index.ts'
import type { SpaceSeen } from './place-findings.ts'
import type { Sighting } from './sightings.ts'

/** A node with its keys. */
export interface HostMemory {
  readonly place: NodePlace
  readonly heard: NodeMemory
  scan: { readonly value: IdentitiesScan; readonly at: number } | null
  /** Its key files by identity. */
  entries: ReadonlyMap<SmesherId, readonly KeyEntry[]>
  /** What a PoET that it uses told, where its own configuration doesn't. */
  poet: PoetTiming | null
  /** Of its disk; `null` while that was not looked at. */
  space: SpaceSeen | null
  /** What its log says of the run that it wrote last. */
  life: NodeLogLife
}

export const newHost = (name: RigName, place: NodePlace): HostMemory => ({
  place,
  heard: newNodeMemory(name),
  scan: null,
  entries: new Map(),
  poet: null,
  space: null,
  life: newLogLife,
})

/** What is kept of a node's place as it was seen last. */
export function seePlace(host: HostMemory | undefined, sighting: Extract<Sighting, { source: 'space' | 'node-log' | 'poet' }>): void {
  if (host === undefined) return
  if (sighting.source === 'space') host.space = sighting.space
  else if (sighting.source === 'poet') host.poet = sighting.timing
  else host.life = sighting.life
}
