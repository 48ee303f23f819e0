export type { Bound } from './binding.ts'
export { type Elsewhere, judgeNewKey } from './exclusive.ts'
export type { NoteFs } from './key-files.io.ts'
export { createMigration, type Migration, type MigrationDeps } from './migration.io.ts'
export { isRetired } from './names.ts'
export { type NotesHere, readNotesHere } from './notes-here.io.ts'
export type { ProfileOwner } from './owner.io.ts'
export { rowsOver, sqliteRows } from './rows.io.ts'
export { identityTables } from './rows.ts'
export { copyDatabase } from './stage-rows.io.ts'
export {
  type Answered,
  type IdentityLook,
  type KeyCopy,
  type KeyLook,
  type LayerSeen,
  type MayEnd,
  type MoveClock,
  type MoveWorld,
  type NodeLock,
  type NodeLook,
  type NodeTime,
  StandsInTheWay,
  type StopReport,
  type Stranger,
} from './world.ts'
