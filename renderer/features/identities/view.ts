import { type Column, columns, columnsIn, usualColumns } from './columns.ts'

export const filters = ['all', 'attention', 'proving', 'good'] as const
export type Filter = (typeof filters)[number]
export const groupings = ['none', 'state', 'disk', 'node'] as const
export type Grouping = (typeof groupings)[number]

/** What is kept in this browser. */
interface Kept {
  readonly sort: Column
  readonly down: boolean
  readonly group: Grouping
  readonly columns: readonly Column[]
}

export interface View extends Kept {
  readonly query: string
  readonly filter: Filter
}

const usual: Kept = { sort: 'state', down: false, group: 'none', columns: usualColumns }
const item = 'smeshdesk-identities'

const oneOf = <Value extends string>(list: readonly Value[], value: unknown, instead: Value): Value =>
  list.find((one) => one === value) ?? instead

/** What a browser kept of it, each part by its closed list; anything else is as usual. */
export const readView = (text: string | null): View => {
  let kept: Partial<Record<keyof Kept, unknown>> = {}
  try {
    const read: unknown = JSON.parse(text ?? '{}')
    if (typeof read === 'object' && read !== null) kept = read
  } catch {
    // Not ours, or of another version.
  }
  const list: readonly unknown[] | null = Array.isArray(kept.columns) ? kept.columns : null
  return {
    query: '',
    filter: 'all',
    sort: oneOf(columns, kept.sort, usual.sort),
    down: kept.down === true,
    group: oneOf(groupings, kept.group, usual.group),
    columns: list === null ? usual.columns : columns.filter((column) => list.includes(column)),
  }
}

/** The chosen columns in their order; name and state always. */
export const shownColumns = ({ columns: chosen }: Pick<View, 'columns'>): readonly Column[] => columnsIn(chosen, 0)

export const keptView = (): View => readView(localStorage.getItem(item))

export const keepView = ({ sort, down, group, columns: chosen }: View): void =>
  localStorage.setItem(item, JSON.stringify({ sort, down, group, columns: chosen } satisfies Kept))
