// One voice: what row, strip, count, filter, band and title say of a rig, from state, clock, findings and history.
export { type KeptBook, openBook, seen } from './book-file.io.ts'
export type { Noted } from './epoch-book.ts'
export { type Judged, judgeRows, newJudged, takeChanged } from './judged.ts'
export type { RigFacts } from './rig-facts.ts'
export { type Spoken, speak } from './speak.ts'
