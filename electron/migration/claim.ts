import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { FrozenPlan } from './plan.ts'

/** What a move has for itself until it has ended. */
export interface Claim {
  readonly batch: string
  /** Empty: not known. */
  readonly identities: readonly SmesherId[]
  readonly nodes: readonly RigName[]
  readonly services: readonly RigName[]
  /** Data folders of its nodes. */
  readonly folders: readonly string[]
}

export const claimOf = (batch: string, { nodes, moves }: FrozenPlan): Claim => ({
  batch,
  identities: moves.map(({ identity }) => identity),
  nodes: [...new Set(moves.flatMap(({ from, to }) => [from, to]))],
  services: moves.map(({ service }) => service.name),
  folders: Object.values(nodes).map(({ folder }) => folder),
})

const both = <T>(some: readonly T[], others: readonly T[]): T | undefined => some.find((one) => others.includes(one))

/** What two moves would both need; `null` when they are in each other's way nowhere. */
export function clashOf(one: Claim, other: Claim): string | null {
  if (both(one.identities, other.identities) !== undefined) return 'identity'
  return both(one.nodes, other.nodes) ?? both(one.folders, other.folders) ?? both(one.services, other.services) ?? null
}
