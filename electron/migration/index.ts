export { problems } from './context.ts'
export { stepNames } from './machine.ts'
export { createMigration, type Migration, type MigrationDeps } from './migration.io.ts'
export { frozenReasons } from './recover.ts'
export { rowsOver, sqliteRows } from './rows.io.ts'
export type {
  IdentityLook,
  KeyCopy,
  KeyLook,
  LayerSeen,
  MoveClock,
  MoveWorld,
  NodeLook,
  NodeTime,
  SilenceFacts,
  StopReport,
  Stranger,
} from './world.ts'
