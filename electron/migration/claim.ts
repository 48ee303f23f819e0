import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { FrozenPlan } from './plan.ts'

/** What a move has for itself until it has ended. */
export interface Claim {
  readonly batch: string
  /** `null`: not known. */
  readonly identity: SmesherId | null
  readonly nodes: readonly RigName[]
  readonly service: RigName | null
  /** Data folders of its nodes. */
  readonly folders: readonly string[]
}

export const claimOf = (batch: string, { identity, source, target, service }: FrozenPlan): Claim => ({
  batch,
  identity,
  nodes: [source.node, target.node],
  service: service.name,
  folders: [source.folder, target.folder],
})

/** What two moves would both need; `null` when they are in each other's way nowhere. */
export function clashOf(one: Claim, other: Claim): string | null {
  if (one.identity !== null && one.identity === other.identity) return 'identity'
  const node = one.nodes.find((name) => other.nodes.includes(name)) ?? one.folders.find((folder) => other.folders.includes(folder))
  return node ?? (one.service === other.service ? one.service : null)
}
