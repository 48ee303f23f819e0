// What changed, told once and as data: whoever tells, keeps or counts it reads it here, and holds no two states against each other.
export { happened } from './happened.ts'
export { createTold, type Told } from './told.ts'
