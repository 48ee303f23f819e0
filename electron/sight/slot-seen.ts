import type { RigName } from '../contract/model/basics.ts'
import type { NodeRow } from '../contract/model/rig.ts'
import type { RowSources } from './sight-rows.ts'

/** The slot of a node, as far as its row shows it. */
interface NodeSlotSeen {
  readonly pid: number | null
  readonly commandLine: readonly string[]
  readonly startedByUs: boolean
  readonly startedAt: number | null
  readonly row: NodeRow['slot']
}

export type AskSlot = (name: RigName) => NodeSlotSeen | null

export function processOf(nodeSlot: AskSlot | undefined): RowSources['processOf'] {
  return (name) => {
    const slot = nodeSlot?.(name) ?? null
    return slot === null || slot.pid === null ? null : { ...slot, pid: slot.pid }
  }
}

export const slotOf =
  (nodeSlot: AskSlot | undefined): RowSources['slotOf'] =>
  (name) =>
    nodeSlot?.(name)?.row ?? null
