// Identities: their key files, and the one state that is shown of what every source says of them.

export { type Cell, type OverlayFacts, shownState, stateOf } from './cells.ts'
export { filesHolding, type HeldCopy } from './copies.io.ts'
export type { IdentitiesScan, KeyEntry } from './key-entry.ts'
export { createKeyReader, type KeyReader } from './key-reader.io.ts'
export { findKeyCopies, keysNamed, scanIdentitiesFolder, unread } from './scan.io.ts'
