import type { SmesherId } from '../contract/model/basics.ts'
import { hexOf, smesherOf } from './hex-id.ts'

/** One registered key of a node. `name` is the key's file name, `.key` included; only for showing. */
export interface PostStateEntry {
  readonly id: SmesherId
  readonly name: string
  readonly state: 'idle' | 'proving' | 'unknown'
}

interface WirePostState {
  readonly id: Uint8Array
  readonly state: number
  readonly name: string
}

const entryLimit = 10_000
const stateNames = ['unknown', 'idle', 'proving'] as const

/**
 * Reads the answer of PostStates, ordered by name (the node's order is random at each call, docs/protocol.md §4.1).
 * `null` when it makes no sense: ids that are none, or more than 10,000.
 */
export function parsePostStates(
  states: readonly WirePostState[],
  hex: (bytes: Uint8Array) => string = hexOf,
): readonly PostStateEntry[] | null {
  if (states.length > entryLimit) return null
  const entries: PostStateEntry[] = []
  for (const { id, state, name } of states) {
    const smesher = smesherOf(id, hex)
    if (smesher === null) return null
    entries.push({ id: smesher, name: name.slice(0, 255), state: stateNames[state] ?? 'unknown' })
  }
  return entries.sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : left.id < right.id ? -1 : 1))
}
