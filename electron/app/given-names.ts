import { AppError } from '../contract/errors.ts'
import type { Given, SmesherId } from '../contract/model/basics.ts'
import type { MoveScan } from '../contract/model/migration.ts'
import { saw } from '../contract/seen.ts'
import type { Migration } from '../migration/index.ts'
import type { Settings } from '../settings/index.ts'
import type { RigSettings } from './rig-settings.io.ts'

type Known = readonly { readonly id: SmesherId; readonly name: string }[]

const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase()

/**
 * The rig with a name and a note of an identity in place of those that it had. `known`: the identities as they are shown now, for one
 * name may not stand for two. Throws `not_found`, `bad_input`.
 */
export function withGiven(settings: Settings, given: Given, known: Known): Settings {
  const { id, name, note } = given
  const { identities = [], ...rest } = settings
  const others = [...known, ...identities.flatMap((one) => (one.name === null ? [] : [{ id: one.id, name: one.name }]))]
  if (!others.some((one) => one.id === id)) throw new AppError('not_found')
  if (name !== null && others.some((one) => one.id !== id && same(one.name, name))) throw new AppError('bad_input', saw('name-taken', name))
  const kept = [...identities.filter((one) => one.id !== id), ...(name === null && note === null ? [] : [given])]
  return kept.length === 0 ? rest : { ...rest, identities: kept }
}

/** Names that a person gave, by identity. */
export const givenNames = ({ identities = [] }: Settings): ReadonlyMap<SmesherId, string> =>
  new Map(identities.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])))

/** What a move would be, by the name that a person gave to its identity. */
export function namedScan(scan: MoveScan, settings: Settings): MoveScan {
  const identityName = givenNames(settings).get(scan.identity)
  return scan.plan === null || identityName === undefined ? scan : { ...scan, plan: { ...scan.plan, identityName } }
}

export type Moves = Pick<Migration, 'rows' | 'lost'> & { readonly onChange: (listener: () => void) => unknown }

/** Moves by the names that a person gave to their identities since. */
export const namedMoves = (
  { rows, lost, onChange }: Moves,
  { current, onChange: onSettings }: Pick<RigSettings, 'current' | 'onChange'>,
): Moves => ({
  rows: () => {
    const names = givenNames(current())
    return rows().map((row) => {
      const identityName = names.get(row.identity)
      if (identityName === undefined) return row
      const keys = row.keys.map((key) => (key.identity === row.identity ? { ...key, name: identityName } : key))
      return { ...row, identityName, plan: { ...row.plan, identityName }, keys }
    })
  },
  lost: () => {
    const names = givenNames(current())
    return lost().map((row) => ({ ...row, name: (row.identity === null ? undefined : names.get(row.identity)) ?? row.name }))
  },
  onChange: (listener) => {
    onChange(listener)
    onSettings(() => Promise.resolve(listener()))
  },
})
