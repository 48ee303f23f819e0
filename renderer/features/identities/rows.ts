import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import type { Tone } from '../../ui/tone.ts'
import { base64OfHex } from '../../words/format.ts'
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

/** Found by any part of what a row shows, and by its id as hex or base64. */
const finds = (query: string): ((row: IdentityRow) => boolean) => {
  const exact = query.trim()
  if (exact === '') return () => true
  const wanted = exact.toLowerCase()
  return (row) =>
    [row.name, row.id, row.node ?? '', row.disk ?? '', row.service ?? '', stateWords(row.state).title].some((text) =>
      text.toLowerCase().includes(wanted),
    ) ||
    (exact.length > 3 && (base64OfHex(row.id) ?? '').startsWith(exact))
}

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

const compare: Readonly<Record<SortKey, (a: IdentityRow, b: IdentityRow) => number>> = {
  state: (a, b) => Number(b.attention) - Number(a.attention) || rank[a.tone] - rank[b.tone],
  name: () => 0,
  node: (a, b) => natural.compare(a.node ?? '', b.node ?? ''),
  disk: (a, b) => natural.compare(a.disk ?? '', b.disk ?? ''),
  units: (a, b) => (a.numUnits ?? 0) - (b.numUnits ?? 0),
}

/** The rows as the table shows them; equal ones by name. */
export const visibleRows = (rows: readonly IdentityRow[], { query, filter, sort, down }: View): readonly IdentityRow[] => {
  const sign = down ? -1 : 1
  const found = finds(query)
  return rows
    .filter((row) => passes(row, filter) && found(row))
    .sort(
      (a, b) => sign * (compare[sort](a, b) || (sort === 'name' ? natural.compare(a.name, b.name) : 0)) || natural.compare(a.name, b.name),
    )
}

/** The rows in the order in which they stood, new ones last: nothing moves away under the pointer. */
export const heldOrder = (rows: readonly IdentityRow[], ids: readonly string[]): readonly IdentityRow[] => {
  const place = new Map(ids.map((id, index) => [id, index]))
  const of = ({ id }: IdentityRow) => place.get(id as string) ?? ids.length
  return rows.toSorted((a, b) => of(a) - of(b))
}
