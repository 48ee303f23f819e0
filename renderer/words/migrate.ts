import { migrateWords as english } from './en/migrate.ts'
import { told } from './told.ts'

export const migrateWords = told('migrate', english)
