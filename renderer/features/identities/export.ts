import { diskName } from '../../../electron/contract/model/disk-name.ts'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { identitiesWords as words } from '../../words/identities.ts'
import { stateWords } from '../../words/states.ts'
import { type Column, hasValue, type ValueColumn } from './columns.ts'
import { progressed, proofBy, serviceSays } from './figures.ts'

export type Value = string | number | null

export const utc = (at: number): string => new Date(at).toISOString()

const part = (row: IdentityRow): Value => {
  const seen = progressed(row)
  return seen.is === 'reading' ? seen.part : seen.is === 'done' ? 1 : seen.is === 'not-started' ? 0 : null
}

/** What a column holds, as a program reads it: bytes, parts from 0 to 1, times in UTC; `null`: not known, or none. */
const values: Readonly<Record<ValueColumn, (row: IdentityRow) => Value>> = {
  name: ({ name }) => name,
  state: ({ state }) => stateWords(state).title,
  node: ({ node }) => node,
  disk: diskName,
  units: ({ numUnits }) => numUnits,
  size: ({ sizeBytes }) => sizeBytes,
  service: (row) => serviceSays(row),
  progress: part,
  proofBy: (row) => {
    const by = proofBy(row)
    return typeof by === 'number' ? utc(by) : null
  },
  lastAtx: ({ lastAtx }) => lastAtx?.publishEpoch ?? null,
}

/** A name that begins like a formula is none to a spreadsheet. */
const cell = (value: Value): string => {
  const text = value === null ? '' : typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export const csvOf = (lines: readonly (readonly Value[])[]): string =>
  lines
    .map((line) => line.map(cell).join(','))
    .join('\r\n')
    .concat('\r\n')

/** A person's own words are no column: they go along where there are any. */
const notesOf = (rows: readonly IdentityRow[]): ((row: IdentityRow) => string | null) | null =>
  rows.some(({ note }) => note !== undefined) ? ({ note }) => note ?? null : null

/** What the table shows as a file: its rows and columns, with whole ids and notes. */
export const asCsv = (rows: readonly IdentityRow[], shown: readonly Column[]): string => {
  const note = notesOf(rows)
  return csvOf([
    [words.export.id, ...shown.filter(hasValue).map((column) => words.columns[column]), ...(note === null ? [] : [words.given.note])],
    ...rows.map((row) => [row.id, ...shown.filter(hasValue).map((one) => values[one](row)), ...(note === null ? [] : [note(row)])]),
  ])
}

export const asJson = (rows: readonly IdentityRow[], shown: readonly Column[]): string => {
  const note = notesOf(rows)
  const written = (row: IdentityRow) => ({
    id: row.id,
    ...Object.fromEntries(shown.filter(hasValue).map((column) => [column, values[column](row)])),
    ...(note === null ? {} : { note: note(row) }),
  })
  return `${JSON.stringify(rows.map(written), null, 2)}\n`
}

const types = { csv: 'text/csv', json: 'application/json' } as const
export type FileKind = keyof typeof types
export const fileKinds = Object.keys(types) as readonly FileKind[]

/** Hands a file to the browser, which keeps it where downloads go. */
export const saveFile = (name: string, kind: FileKind, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: types[kind] }))
  const link = document.createElement('a')
  link.href = address
  link.download = `${name}.${kind}`
  link.click()
  URL.revokeObjectURL(address)
}

export const saveRows = (kind: FileKind, rows: readonly IdentityRow[], shown: readonly Column[]): void =>
  saveFile(words.export.file, kind, kind === 'csv' ? asCsv(rows, shown) : asJson(rows, shown))
