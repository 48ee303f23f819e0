import { migrateMoveWords } from './migrate-move.ts'
import { migratePlanWords } from './migrate-plan.ts'

/** All words of the Migrate screen. */
export const migrateWords = { ...migratePlanWords, ...migrateMoveWords } as const
