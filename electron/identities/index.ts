// Identities: their key files, what every source says of them, and the one state that is shown.

export { stateOf } from './cells.ts'
export { filesHolding } from './copies.io.ts'
export type { EpochEvidence } from './epoch-evidence.ts'
export type { SeenRow } from './identity-row.ts'
export type { IdentitiesScan, KeyEntry } from './key-entry.ts'
export { createKeyReader } from './key-reader.io.ts'
export { scanIdentitiesFolder } from './scan.io.ts'
export { createSight, type Sight } from './sight.io.ts'
export type { IdentitySight } from './sight-rows.ts'
