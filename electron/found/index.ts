// What of the field is on this computer: processes, folders, and what starts them. Everything here only looks.
export { nodeLine, splitLine } from './argv-roles.ts'
export { type DraftDeps, type DraftSource, isSimulated, shown } from './entry-maker.io.ts'
export { findHere, nodeAtFolder, serviceAtFolder } from './find.io.ts'
export { folderLooksLike, isArchive, isThere, kindAt, type LooksLike, mayRun, simulatedMarker } from './folder-kinds.io.ts'
export { readNode } from './node-draft.io.ts'
export { readService } from './service-draft.io.ts'
export { tryAddresses, watchAddress } from './try-address.io.ts'
