import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { base64OfHex } from '../../format/ids.ts'
import type { Tone } from '../../ui/tone.ts'
import { stateWords } from '../../words/states.ts'

export const filters = ['all', 'attention', 'proving', 'good'] as const
export type Filter = (typeof filters)[number]
export type SortKey = 'state' | 'name' | 'node' | 'disk' | 'units'

export interface View {
  readonly query: string
  readonly filter: Filter
  readonly sort: SortKey
  readonly down: boolean
}

/** What needs a person stands first: disagreement above all that is not final. */
const rank: Readonly<Record<Tone, number>> = { bad: 0, odd: 1, warn: 2, active: 3, idle: 4, good: 5 }

/** Its ATX of the epoch that counts is out, whatever else the row has to say. */
export const isOut = ({ tone, standing }: Pick<IdentityRow, 'tone' | 'standing'>): boolean =>
  tone === 'good' || standing.is === 'published' || standing.is === 'published-late'

/** Nobody tells how far its proof is: neither the node says that none is wanted, nor the service what it does. */
export const isHidden = ({ cell, evidence }: Pick<IdentityRow, 'cell' | 'evidence'>): boolean => {
  const stopped = evidence.some(({ source, says }) => source === 'operator' && says === 'stopped')
  return (
    (cell.post === 'proving' || cell.post === 'unreachable') && !stopped && (cell.operator === 'off' || cell.operator === 'unreachable')
  )
}

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
    [row.name, row.id, row.node ?? '', row.disk ?? '', row.service ?? '', stateWords(row.state).title].some((text) =>
      text.toLowerCase().includes(wanted),
    ) ||
    (exact.length > 3 && (base64OfHex(row.id) ?? '').startsWith(exact))
}

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

type Text = 'name' | 'node' | 'disk'
const orders = new Map<Text, ReadonlyMap<string, number>>()

/** The natural order of a column's texts: comparing them costs most of a sort, and they hardly ever change while rows do. */
const placesOf = (column: Text, rows: readonly IdentityRow[]): ((row: IdentityRow) => number) => {
  const of = (row: IdentityRow) => row[column] ?? ''
  let order = orders.get(column)
  if (order === undefined || rows.some((row) => order?.has(of(row)) !== true)) {
    order = new Map([...new Set(rows.map(of))].sort(natural.compare).map((text, place) => [text, place]))
    orders.set(column, order)
  }
  const known = order
  return (row) => known.get(of(row)) ?? known.size
}

const placing = (sort: SortKey, rows: readonly IdentityRow[]): ((row: IdentityRow) => number) => {
  if (sort === 'state') return ({ attention, tone }) => rank[tone] - (attention ? 10 : 0)
  if (sort === 'units') return ({ numUnits }) => numUnits ?? 0
  return placesOf(sort, rows)
}

/** The rows as the table shows them; equal ones by name. */
export const visibleRows = (rows: readonly IdentityRow[], { query, filter, sort, down }: View): readonly IdentityRow[] => {
  const sign = down ? -1 : 1
  const found = finds(query)
  const shown = rows.filter((row) => passes(row, filter) && found(row))
  const placeOf = placing(sort, shown)
  const nameOf = placesOf('name', shown)
  return shown.sort((a, b) => sign * (placeOf(a) - placeOf(b)) || nameOf(a) - nameOf(b))
}

/** The rows in the order in which they stood, new ones last: nothing moves away under the pointer. */
export const heldOrder = (rows: readonly IdentityRow[], ids: readonly string[]): readonly IdentityRow[] => {
  const place = new Map(ids.map((id, index) => [id, index]))
  const of = ({ id }: IdentityRow) => place.get(id as string) ?? ids.length
  return rows.toSorted((a, b) => of(a) - of(b))
}
