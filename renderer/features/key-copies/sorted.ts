import type { Check } from '../../../electron/contract/model/basics.ts'
import type { KeyRow } from '../../../electron/contract/model/key-copies.ts'
import { verdicts } from '../../../electron/contract/model/verdicts.ts'
import { checkWords } from '../../words/checks.ts'

/** Too many, then too few, then what contradicts, then all else. */
const kinds: readonly KeyRow['checks'][number]['id'][] = [
  'key-loadable-twice',
  'key-returned',
  'key-under-two-names',
  'key-nowhere',
  'key-only-copy',
  'key-data-twice',
  'key-beside-other-data',
  'key-named-for-another',
]

interface Named extends KeyRow {
  /** As the identities' table calls it, where it does. */
  readonly shownName: string
}

/** One piece of advice, and all that it is for. */
interface Advice {
  readonly check: Check
  /** Each with the copies that it speaks of. */
  readonly rows: readonly { readonly row: Named; readonly copies: KeyRow['copies'] }[]
}

interface Sorted {
  /** What needs a person, or of which not enough is known, the worst first. */
  readonly found: readonly Named[]
  /** What would be better otherwise with several, each told once. */
  readonly advice: readonly Advice[]
  /** And with one alone. */
  readonly own: readonly Named[]
  /** Of how many keys it is. */
  readonly advised: number
  readonly inOrder: readonly Named[]
}

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
const rankOf = ({ checks: [worst] }: KeyRow): number => {
  if (worst === undefined) return Number.POSITIVE_INFINITY
  const kind = kinds.indexOf(worst.id)
  return verdicts.indexOf(worst.verdict) * 100 + (kind === -1 ? kinds.length : kind)
}

/** Files that it speaks of; of something else, all. */
const copiesOf = ({ copies }: KeyRow, { values: { path } }: Check): KeyRow['copies'] => {
  const meant = copies.filter((copy) => copy.path === path)
  return meant.length === 0 ? copies : meant
}

/** The same for many keys is one; what is for one key alone stays with it. `fileOf`: what stands for so many files in a sentence. */
function adviceOf(rows: readonly Named[], fileOf: (count: number) => string): Pick<Sorted, 'advice' | 'own'> {
  const all = rows.flatMap((row) => row.checks.map((check) => ({ row, check })))
  const same = Map.groupBy(all, ({ check }) => {
    const { title, why } = checkWords({ ...check, values: { ...check.values, file: '' } })
    return JSON.stringify([title, why])
  })
  const shared = [...same.values()].filter((group) => group.length > 1)
  const advice = shared.flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const check = { ...first.check, values: { ...first.check.values, file: fileOf(group.length) } }
    return [{ check, rows: group.map(({ row, check: own }) => ({ row, copies: copiesOf(row, own) })) }]
  })
  const told = new Set(shared.flatMap((group) => group.map(({ check }) => check)))
  const own = rows.map((row) => ({ ...row, checks: row.checks.filter((check) => !told.has(check)) }))
  return { advice, own: own.filter(({ checks }) => checks.length > 0) }
}

/** The rows of the screen; equal ones by name. */
export function sorted(
  rows: readonly KeyRow[],
  nameOf: (id: string) => string | undefined,
  fileOf: (count: number) => string = String,
): Sorted {
  const named = rows.map((row): Named => ({ ...row, shownName: (row.identity === null ? undefined : nameOf(row.identity)) ?? row.name }))
  named.sort((left, right) => rankOf(left) - rankOf(right) || natural.compare(left.shownName, right.shownName))
  const worst = Map.groupBy(named, ({ checks: [check] }) => check?.verdict ?? 'pass')
  const advised = worst.get('warn') ?? []
  return {
    found: [...(worst.get('fail') ?? []), ...(worst.get('unknown') ?? [])],
    ...adviceOf(advised, fileOf),
    advised: advised.length,
    inOrder: worst.get('pass') ?? [],
  }
}
export type { Advice, Named }
