import { hashText } from '../storage/index.ts'
import type { RowSchema } from './rows.ts'

/** Version and columns as one hash, as the plan keeps it. */
export const planSchema = ({ userVersion, tables }: RowSchema): string =>
  hashText(JSON.stringify([userVersion, Object.entries(tables).sort(([a], [b]) => (a < b ? -1 : 1))]))
