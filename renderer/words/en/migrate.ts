import { migrateEndsWords } from './migrate-ends.ts'
import { migrateLostWords } from './migrate-lost.ts'
import { migrateMoveWords } from './migrate-move.ts'
import { migratePlanWords } from './migrate-plan.ts'
import { migrateWaitWords } from './migrate-wait.ts'

/** All words of the Migrate screen. */
export const migrateWords = {
  ...migratePlanWords,
  ...migrateEndsWords,
  ...migrateMoveWords,
  ...migrateWaitWords,
  ...migrateLostWords,
} as const
