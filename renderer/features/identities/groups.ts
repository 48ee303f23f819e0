import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { natural, rank } from './sort.ts'
import type { Grouping } from './view.ts'

/** The line above the rows of one state, disk or node. */
export interface Group {
  readonly group: string
  /** One of its rows: what it is called stands there. */
  readonly first: IdentityRow
  readonly rows: readonly IdentityRow[]
}
export type Line = IdentityRow | Group
export const isGroup = (line: Line): line is Group => 'group' in line

/** The group of a row; empty where it has none. */
export const groupOf = (row: IdentityRow, by: Grouping): string =>
  by === 'state' ? row.state : by === 'disk' ? (row.disk ?? '') : (row.node ?? '')

/** The worst state first; disks and nodes by name, those that are not known last. */
const order = (by: Grouping) => (a: Group, b: Group) =>
  (by === 'state' ? rank[a.first.tone] - rank[b.first.tone] : Number(a.group === '') - Number(b.group === '')) ||
  natural.compare(a.group, b.group)

/** Rows in their order, below the lines of their groups; `held`: groups in which rows stay while somebody points at them. */
export const linesOf = (rows: readonly IdentityRow[], by: Grouping, held?: ReadonlyMap<string, string>): readonly Line[] => {
  if (by === 'none') return rows
  const groups = [...Map.groupBy(rows, (row) => held?.get(row.id) ?? groupOf(row, by))].flatMap(([group, own]) => {
    const first = own.find((row) => groupOf(row, by) === group) ?? own[0]
    return first === undefined ? [] : [{ group, first, rows: own }]
  })
  return groups.sort(order(by)).flatMap((group) => [group, ...group.rows])
}
