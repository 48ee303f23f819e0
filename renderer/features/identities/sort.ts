import { diskName } from '../../../electron/contract/model/disk-name.ts'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import type { Tone } from '../../ui/tone.ts'
import { type Column, hasValue, type ValueColumn } from './columns.ts'
import { type Progressed, progressed, proofBy, serviceSays } from './figures.ts'

/** Where a row stands among others; `null` where that is not known. */
export type Placing = (row: IdentityRow) => number | null

/** What needs a person stands first: disagreement above all that is not final. */
export const rank: Readonly<Record<Tone, number>> = { bad: 0, odd: 1, warn: 2, active: 3, idle: 4, good: 5 }

export const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

const texts = { name: ({ name }: IdentityRow) => name, node: ({ node }: IdentityRow) => node, disk: diskName } as const
type Text = keyof typeof texts
const orders = new Map<Text, ReadonlyMap<string, number>>()

/** The natural order of a column's texts: comparing them costs most of a sort, and they hardly ever change while rows do. */
export const placesOf = (column: Text, rows: readonly IdentityRow[]): Placing => {
  const of = texts[column]
  let order = orders.get(column)
  if (order === undefined || rows.some((row) => order?.has(of(row) ?? '') !== true)) {
    const all = [...new Set(rows.map((row) => of(row) ?? ''))].sort(natural.compare)
    order = new Map(all.map((text, place) => [text, place]))
    orders.set(column, order)
  }
  const known = order
  return (row) => {
    const text = of(row)
    return text === null ? null : (known.get(text) ?? known.size)
  }
}

const works: Readonly<Record<ReturnType<typeof serviceSays>, number | null>> = {
  idle: 0,
  k2pow: 1,
  reading: 2,
  done: 3,
  stopped: 4,
  foreign: 5,
  unreachable: 6,
  off: null,
}

const ofProgress = (seen: Progressed): number | null => {
  switch (seen.is) {
    case 'not-started':
      return -2
    case 'k2pow':
      return -1
    case 'reading':
      return seen.part
    case 'done':
      return 2
    case 'odd':
    case 'unknown':
      return null
  }
}

/** After every instant: what waits for no proof. */
const noProof = { 'not-due': 8.64e15, done: 8.65e15, unknown: null } as const

const ofProof = (row: IdentityRow): number | null => {
  const by = proofBy(row)
  return typeof by === 'number' ? by : noProof[by]
}

const numbers: Readonly<Record<Exclude<ValueColumn, Text>, Placing>> = {
  state: ({ attention, tone }) => rank[tone] - (attention ? 10 : 0),
  units: ({ numUnits }) => numUnits,
  size: ({ sizeBytes }) => sizeBytes,
  service: (row) => works[serviceSays(row)],
  progress: (row) => ofProgress(progressed(row)),
  proofBy: ofProof,
  lastAtx: ({ lastAtx }) => lastAtx?.publishEpoch ?? null,
}

export const placing = (sort: Column, rows: readonly IdentityRow[]): Placing => {
  if (!hasValue(sort)) return () => null
  return sort === 'name' || sort === 'node' || sort === 'disk' ? placesOf(sort, rows) : numbers[sort]
}
