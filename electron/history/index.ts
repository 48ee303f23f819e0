// What was seen, kept over restarts: a thread of its own writes it down, and nothing else waits for it.
export { cellsOf } from './epoch-cells.ts'
export { heardNotes } from './heard-notes.ts'
export { type History, openHistory } from './history.io.ts'
export { historyVersion } from './history-schema.ts'
export { loggedKeeper } from './logged-proofs.ts'
