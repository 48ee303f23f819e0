import type { IdentityRow } from '../../electron/contract/model/identity.ts'

/** Figures over all identities, counted once per change. */
export interface Tally {
  readonly all: number
  readonly proving: number
  readonly inNextRound: number
  readonly attention: number
  readonly odd: number
  readonly banned: number
  readonly bytes: number
  readonly units: number
  readonly disks: number
  readonly nodes: number
  /** How many have an ATX of that publish epoch. */
  readonly published: ReadonlyMap<number, number>
}

const count = (rows: readonly IdentityRow[], holds: (row: IdentityRow) => boolean) =>
  rows.reduce((sum, row) => sum + (holds(row) ? 1 : 0), 0)
const sum = (rows: readonly IdentityRow[], of: (row: IdentityRow) => number | null) =>
  rows.reduce((total, row) => total + (of(row) ?? 0), 0)
const kinds = (rows: readonly IdentityRow[], of: (row: IdentityRow) => string | null) =>
  new Set(rows.map(of).filter((kind) => kind !== null)).size

const publishedBy = (rows: readonly IdentityRow[]): ReadonlyMap<number, number> => {
  const published = new Map<number, number>()
  for (const { lastAtx } of rows) if (lastAtx) published.set(lastAtx.publishEpoch, (published.get(lastAtx.publishEpoch) ?? 0) + 1)
  return published
}

const reckon = (rows: readonly IdentityRow[]): Tally => ({
  all: rows.length,
  proving: count(rows, ({ cell, overlay }) => cell.post === 'proving' && overlay !== 'banned'),
  inNextRound: count(rows, ({ life }) => life.done.includes('next-round')),
  attention: count(rows, ({ attention }) => attention),
  odd: count(rows, ({ tone }) => tone === 'odd'),
  banned: count(rows, ({ ban }) => ban.state === 'banned'),
  bytes: sum(rows, ({ sizeBytes }) => sizeBytes),
  units: sum(rows, ({ numUnits }) => numUnits),
  disks: kinds(rows, ({ disk }) => disk),
  nodes: kinds(rows, ({ node }) => node),
  published: publishedBy(rows),
})

const reckoned = new WeakMap<object, Tally>()

/** The same object for the same rows, so that a selector may give it back. */
export const tallyOf = (identities: Readonly<Record<string, IdentityRow>>): Tally => {
  const known = reckoned.get(identities)
  if (known) return known
  const tally = reckon(Object.values(identities))
  reckoned.set(identities, tally)
  return tally
}
