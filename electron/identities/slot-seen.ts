import type { RigName } from '../contract/model/basics.ts'
import type { RowSources } from './sight-rows.ts'

/** The slot of a node, as far as its row shows it. */
interface NodeSlotSeen {
  readonly pid: number | null
  readonly commandLine: readonly string[]
  readonly startedByUs: boolean
  readonly startedAt: number | null
  /** How its last process ended. */
  readonly lastEnd?: { readonly line: string; readonly meaning: string } | null
}

export type AskSlot = (name: RigName) => NodeSlotSeen | null

export function processOf(nodeSlot: AskSlot | undefined): RowSources['processOf'] {
  return (name) => {
    const slot = nodeSlot?.(name) ?? null
    return slot === null || slot.pid === null ? null : { ...slot, pid: slot.pid }
  }
}

export function endOf(nodeSlot: AskSlot | undefined): RowSources['endOf'] {
  return (name) => {
    const slot = nodeSlot?.(name) ?? null
    if (slot === null || slot.pid !== null) return null
    return slot.lastEnd?.line || slot.lastEnd?.meaning || null
  }
}
