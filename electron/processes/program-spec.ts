import type { ClosedReason } from '../contract/model/closed.ts'
import type { Faults } from '../faults/index.ts'
import type { SlotKey } from './slot.ts'

/** What would be started in a slot. */
export interface ProgramSpec {
  readonly key: SlotKey
  /** Absolute; `null`: never started by us. */
  readonly program: string | null
  readonly args: readonly string[]
  readonly cwd: string
  readonly dataFolder: string | null
  readonly logFile: string
  readonly env: Readonly<Record<string, string>>
}

export interface SlotDeps {
  readonly profileFolder: string
  readonly now: () => number
  readonly random: () => number
  readonly log: (line: string) => void
  readonly faults: Faults
  readonly changed: () => void
  /** The batch that holds the slot now, `null` when none. Asked again right before every start. */
  readonly heldBy: (key: SlotKey) => string | null
}

export interface StopRequest {
  readonly graceMs: number
  readonly hard: boolean
  readonly by: 'person' | 'batch'
}

/** The environment variable by which a child is found whose second record was never written. */
export const tokenName = 'SMESHDESK_SLOT'

interface Seen {
  readonly seenBy: 'open-file' | 'argument' | 'working-folder'
  readonly evidence: string
  readonly exact: boolean
}

/** Whether a process that was seen in a slot's folder is one that would collide. A service below a node's data folder does not use the node's. */
export function collides({ kind }: SlotKey, user: Seen): boolean {
  if (user.seenBy === 'working-folder') return false
  if (kind === 'service') return true
  return user.seenBy === 'argument' ? user.exact : /\/(?:(?:local|state|node_state)\.sql[^/]*|p2p\/[^/]+)$/.test(user.evidence)
}

/** What is not given of what a node's start needs; an edit of the entry helps. */
export function missingOf({ program, dataFolder }: Pick<ProgramSpec, 'program' | 'dataFolder'>): ClosedReason | null {
  if (program === null) return dataFolder === null ? 'not-here' : 'no-program'
  return dataFolder === null ? 'no-folder' : null
}
