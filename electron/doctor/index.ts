// The doctor: on demand through everything that can be looked at, read only. What other rooms found is told as they found it.
export { Doctor } from './doctor.io.ts'
export type { Patient } from './plan.io.ts'
export { exitOf } from './results.ts'
