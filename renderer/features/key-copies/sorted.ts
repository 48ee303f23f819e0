import type { KeyRow } from '../../../electron/contract/model/key-copies.ts'
import { verdicts } from '../../../electron/contract/model/verdicts.ts'

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

interface Sorted {
  /** What needs a look, the worst first. */
  readonly found: readonly Named[]
  readonly inOrder: readonly Named[]
}

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
const rankOf = ({ checks: [worst] }: KeyRow): number => {
  if (worst === undefined) return Number.POSITIVE_INFINITY
  const kind = kinds.indexOf(worst.id)
  return verdicts.indexOf(worst.verdict) * 100 + (kind === -1 ? kinds.length : kind)
}

/** The rows of the screen; equal ones by name. */
export function sorted(rows: readonly KeyRow[], nameOf: (id: string) => string | undefined): Sorted {
  const named = rows.map((row): Named => ({ ...row, shownName: (row.identity === null ? undefined : nameOf(row.identity)) ?? row.name }))
  named.sort((left, right) => rankOf(left) - rankOf(right) || natural.compare(left.shownName, right.shownName))
  const end = named.findIndex(({ checks }) => checks.length === 0)
  return end === -1 ? { found: named, inOrder: [] } : { found: named.slice(0, end), inOrder: named.slice(end) }
}
export type { Named }
