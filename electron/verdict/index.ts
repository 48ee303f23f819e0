// One voice: what row, strip, count, filter, band and title say of a rig, from state, clock, findings and history.
export { type KeptBook, openBook } from './book-file.io.ts'
export { acknowledge } from './losses.ts'
export type { RigFacts } from './rig-facts.ts'
export { type Spoken, speak } from './speak.ts'
