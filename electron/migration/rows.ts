import { saw } from '../contract/seen.ts'
import { hashText } from '../storage/index.ts'

/** Tables of `local.sql` whose rows belong to one identity (docs/protocol.md §3); the first was `initial_post` up to 1.5. */
export const identityTables = ['post', 'initial_post', 'challenge', 'poet_registration', 'nipost'] as const

/** One value of a row, written so that equal text means equal bytes. */
export type Cell = string
export interface TableRows {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** `user_version` and the whole `table_xinfo` of every identity table that is there. */
export interface RowSchema {
  readonly userVersion: number
  readonly tables: Readonly<Record<string, string>>
}

/** Why two databases can't exchange rows; `null` when they can (product: same version and same columns, or refuse). */
export function schemaDifference(source: RowSchema, target: RowSchema): string | null {
  if (source.userVersion !== target.userVersion)
    return `user_version: ${saw('two', String(source.userVersion), String(target.userVersion))}`
  const names = [...new Set([...Object.keys(source.tables), ...Object.keys(target.tables)])].sort((a, b) => (a < b ? -1 : 1))
  if (names.length === 0) return saw('no-identity-table')
  for (const name of names) {
    if (source.tables[name] === undefined || target.tables[name] === undefined) return saw('table-one-side', name)
    if (source.tables[name] !== target.tables[name]) return saw('table-columns', name)
  }
  return null
}

/** Version and columns as one hash, as the plan keeps it. */
export const planSchema = ({ userVersion, tables }: RowSchema): string =>
  hashText(JSON.stringify([userVersion, Object.entries(tables).sort(([a], [b]) => (a < b ? -1 : 1))]))

/** Equal for byte-equal rows, whatever their order. */
export function rowsHash(tables: readonly TableRows[]): string {
  const parts = tables.map(({ table, columns, rows }) => [
    table,
    [...columns],
    rows.map((row) => JSON.stringify(row)).sort((a, b) => (a < b ? -1 : 1)),
  ])
  return hashText(JSON.stringify(parts))
}

export const countRows = (tables: readonly TableRows[]): number => tables.reduce((sum, { rows }) => sum + rows.length, 0)

/** Rows per table, for evidence lines. */
export const rowCounts = (tables: readonly TableRows[]): Record<string, number> =>
  Object.fromEntries(tables.map(({ table, rows }) => [table, rows.length]))
