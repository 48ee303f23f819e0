// What is seen of a rig: watched, remembered, and made into rows. Read only, whatever it meets.
export type { EpochEvidence } from './epoch-evidence.ts'
export type { IdentitySight, SeenRow } from './identity-rows.ts'
export { diskFloor } from './place-findings.ts'
export type { Remembers } from './remembers.ts'
export { createSight, type Sight, type SightOptions } from './sight.io.ts'
