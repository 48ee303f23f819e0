import type { ServiceRow } from '../contract/model/rig.ts'
import type { LastEnd } from './slot.ts'

/** How a node's slot stands; nodes have rows of their own, which take their process from here. */
export interface NodeSlot {
  readonly state: ServiceRow['state']
  readonly pid: number | null
  readonly commandLine: readonly string[]
  readonly startedByUs: boolean
  readonly startedAt: number | null
  readonly adopted: boolean
  readonly heldBy: string | null
  readonly lastEnd: LastEnd | null
  readonly logFile: string
}
