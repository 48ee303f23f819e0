// Programs: several versions side by side, proven before every start. What is not as it was said to be leaves nothing outside quarantine.

export { type Binaries, type BinariesOptions, openBinaries } from './binaries.io.ts'
export type { Use as EntryProgram } from './book.ts'
export { fetchByTls } from './fetch.io.ts'
export type { StillProven } from './gate.io.ts'
export { measure } from './hash.io.ts'
export { storePlaces } from './places.ts'
export { parseReference, type Reference, referenceText } from './reference.ts'
export type { Use } from './rows.ts'
export { pinKey, takeManifest } from './signed.io.ts'
