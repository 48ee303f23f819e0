import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { base64OfHex } from '../../format/ids.ts'
import { identitiesWords as words } from '../../words/identities.ts'
import { stateWords } from '../../words/states.ts'
import { placesOf, placing } from './sort.ts'
import type { Filter, View } from './view.ts'

export const passes = (row: IdentityRow, filter: Filter): boolean => {
  switch (filter) {
    case 'all':
      return true
    case 'attention':
      return row.attention
    case 'proving':
      return row.cell.post === 'proving'
    case 'good':
      return row.tone === 'good'
  }
}

/** Found by any part of what a row shows, and by its id as hex or base64; in quotes, by the whole word for its state. */
const finds = (query: string): ((row: IdentityRow) => boolean) => {
  const exact = query.trim()
  if (exact === '') return () => true
  const title = /^"(.+)"$/.exec(exact)?.[1]
  if (title !== undefined) return ({ state }) => stateWords(state).title === title
  const wanted = exact.toLowerCase()
  return (row) =>
    [
      row.name,
      row.fileName ?? '',
      row.note ?? '',
      row.id,
      row.node ?? '',
      row.disk ?? '',
      row.diskName ?? '',
      row.disk === '/' ? words.systemDisk : '',
      row.service ?? '',
      stateWords(row.state).title,
    ].some((text) => text.toLowerCase().includes(wanted)) ||
    (exact.length > 3 && (base64OfHex(row.id) ?? '').startsWith(exact))
}

/** Sorted by what was looked up once: of a thousand rows ten thousand pairs are compared. */
interface Placed {
  readonly row: IdentityRow
  readonly at: number | null
  readonly name: number
}

/** What is not known stands last, whichever way it is sorted; equal ones by name. */
const compare = (sign: 1 | -1) => (a: Placed, b: Placed) => {
  if (a.at === b.at) return a.name - b.name
  if (a.at === null) return 1
  return b.at === null ? -1 : sign * (a.at - b.at)
}

/** The rows as the table shows them. */
export const visibleRows = (
  rows: readonly IdentityRow[],
  { query, filter, sort, down }: Pick<View, 'query' | 'filter' | 'sort' | 'down'>,
): readonly IdentityRow[] => {
  const found = finds(query)
  const shown = rows.filter((row) => passes(row, filter) && found(row))
  const [placeOf, nameOf] = [placing(sort, shown), placesOf('name', shown)]
  return shown
    .map((row): Placed => ({ row, at: placeOf(row), name: nameOf(row) ?? 0 }))
    .sort(compare(down ? -1 : 1))
    .map(({ row }) => row)
}

/** The rows in the order in which they stood, new ones last: nothing moves away under the pointer. */
export const heldOrder = (rows: readonly IdentityRow[], ids: readonly string[]): readonly IdentityRow[] => {
  const place = new Map(ids.map((id, index) => [id, index]))
  const of = ({ id }: IdentityRow) => place.get(id as string) ?? ids.length
  return rows.toSorted((a, b) => of(a) - of(b))
}
