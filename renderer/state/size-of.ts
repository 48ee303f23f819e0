import type { Bytes } from '../../electron/contract/model/basics.ts'
import type { IdentityRow } from '../../electron/contract/model/identity.ts'

/** Units and bytes of those rows of which both are known; nothing is added up from what is unknown. */
export const sizeOf = (rows: readonly IdentityRow[]): { units: number; bytes: Bytes; known: number } => {
  let [units, bytes, known] = [0, 0, 0]
  for (const { numUnits, sizeBytes } of rows) {
    if (numUnits === null || sizeBytes === null) continue
    units += numUnits
    bytes += sizeBytes
    known += 1
  }
  return { units, bytes: bytes as Bytes, known }
}
