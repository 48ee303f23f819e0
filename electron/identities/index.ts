// Identities: their key files, what every source says of them, and the one state that is shown.

export { type CellState, type CellStateKey, cellStateKeys, type Mark, type OverlayKey, overlayKeys } from './cell-state.ts'
export { allCells, type Cell, cellOf, type OverlayFacts, overlayOf, shownState } from './cells.ts'
export { cellStates, stateOf } from './cells-words.ts'
export type { IdentitiesScan, KeyEntry, KeyEntryPlace } from './key-entry.ts'
export { nameRule, readKeyFile, supervisedName } from './key-file.ts'
export { createKeyReader, type KeyReader } from './key-reader.io.ts'
export type { NextStart, RefusalReason } from './next-start.ts'
export { findKeyCopies, scanIdentitiesFolder } from './scan.io.ts'
export { createSight, type NodeSlotSeen, type Sight, type SightOptions } from './sight.io.ts'
export { deriveSmesherId, idOfSeed, type KeyIdentity } from './smesher-id.io.ts'
