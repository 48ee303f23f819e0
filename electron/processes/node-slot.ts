import { endConsent } from '../contract/consent.ts'
import type { ClosedReason } from '../contract/model/closed.ts'
import type { SlotRow } from '../contract/model/rig.ts'
import type { ProgramSpec } from './program-spec.ts'
import type { SlotRecord } from './slot.ts'
import { isUp, shownEnd, startClosedBy, stopClosedBy } from './slot-shown.ts'

/** How a node's slot stands; nodes have rows of their own, which take their process from here. */
export interface NodeSlot {
  readonly pid: number | null
  readonly commandLine: readonly string[]
  readonly startedByUs: boolean
  readonly startedAt: number | null
  readonly adopted: boolean
  /** As far as processes tell; what files and identities speak against is added where they are known. */
  readonly row: SlotRow
}

export interface NodeSlotSeen {
  readonly spec: Pick<ProgramSpec, 'key' | 'program' | 'dataFolder'>
  readonly record: SlotRecord
  readonly state: SlotRow['state']
  readonly heldBy: string | null
  readonly outlasted: boolean
}

/** What is not given of what a start needs; an edit of the entry helps. */
function missing({ program, dataFolder }: NodeSlotSeen['spec']): ClosedReason | null {
  if (program === null) return dataFolder === null ? 'not-here' : 'no-program'
  return dataFolder === null ? 'no-folder' : null
}

/** A node's slot as a row, by its process and its entry alone. */
export function nodeSlotRow({ spec, record, state, heldBy, outlasted }: NodeSlotSeen): SlotRow {
  const stopClosed = stopClosedBy(state, heldBy)
  return {
    state,
    lastEnd: shownEnd(record.lastEnd),
    nextTryAt: null,
    heldBy,
    startClosed: startClosedBy(state, heldBy) ?? missing(spec),
    stopClosed,
    restartClosed: stopClosed ?? (isUp(state) ? missing(spec) : 'not-running'),
    stopWords: outlasted ? endConsent(spec.key.name) : null,
    outlasted,
  }
}
