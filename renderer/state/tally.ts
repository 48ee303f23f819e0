import type { EpochStanding, IdentityRow } from '../../electron/contract/model/identity.ts'
import { plus } from '../../electron/time/index.ts'

/** How the identities of one clock stand towards the epoch that counts now. */
export interface Standings {
  readonly all: number
  readonly is: ReadonlyMap<EpochStanding, number>
  /** Seen to be in the PoET round that works now. */
  readonly registered: number
  /** Published nothing in the epoch before. */
  readonly missedBefore: number
}

/** Figures over all identities, counted once per change. */
export interface Tally {
  readonly all: number
  readonly proving: number
  readonly attention: number
  readonly odd: number
  readonly banned: number
  readonly disks: number
  readonly nodes: number
  /** By clock; identities whose clock is not known stand under the empty key. */
  readonly clocks: ReadonlyMap<string, Standings>
}

const count = (rows: readonly IdentityRow[], holds: (row: IdentityRow) => boolean) =>
  rows.reduce((sum, row) => sum + (holds(row) ? 1 : 0), 0)
const kinds = (rows: readonly IdentityRow[], of: (row: IdentityRow) => string | null) =>
  new Set(rows.map(of).filter((kind) => kind !== null)).size

/** A round begins inside the epoch it is named after: whoever is ahead of its epoch is in the round that works. */
const isRegistered = ({ standing, life }: IdentityRow): boolean =>
  standing.is === 'ahead' || (standing.is === 'published' && life.done.includes('next-round'))

const standingsOf = (rows: readonly IdentityRow[]): Standings => {
  const is = new Map<EpochStanding, number>()
  for (const { standing } of rows) is.set(standing.is, (is.get(standing.is) ?? 0) + 1)
  return {
    all: rows.length,
    is,
    registered: count(rows, isRegistered),
    missedBefore: count(rows, ({ standing, epochs }) =>
      epochs.some(({ epoch, is: was }) => was === 'missed' && plus(epoch, 1) === standing.epoch),
    ),
  }
}

const reckon = (rows: readonly IdentityRow[]): Tally => ({
  all: rows.length,
  proving: count(rows, ({ cell, overlay }) => cell.post === 'proving' && overlay !== 'banned'),
  attention: count(rows, ({ attention }) => attention),
  odd: count(rows, ({ tone }) => tone === 'odd'),
  banned: count(rows, ({ ban }) => ban.state === 'banned'),
  disks: kinds(rows, ({ disk }) => disk),
  nodes: kinds(rows, ({ node }) => node),
  clocks: new Map([...Map.groupBy(rows, ({ clock }) => clock ?? '')].map(([key, own]) => [key, standingsOf(own)])),
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
