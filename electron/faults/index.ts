// What becomes of a failure that nobody expected: told once, never the end of what runs beside it.

export { behind } from './behind.ts'
export { faultLog } from './faults.io.ts'
export { type Fault, type Faults, guarded, messageOf } from './faults.ts'
export { inTurn } from './in-turn.ts'
