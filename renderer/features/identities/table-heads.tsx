import { classes } from '../../ui/classes.ts'
import { Icon } from '../../ui/mark.tsx'
import table from '../../ui/table.module.css'
import { identitiesWords as words } from '../../words/identities.ts'
import { type Column, hasValue, numberColumns } from './columns.ts'
import styles from './identities.module.css'
import type { View } from './view.ts'

export const Columns = ({ columns }: { columns: readonly Column[] }) => (
  <colgroup>
    {columns.map((column) => (
      <col key={column} className={styles[`${column}Column`]} />
    ))}
  </colgroup>
)

interface HeadsProps {
  readonly columns: readonly Column[]
  readonly view: View
  readonly change: (part: Partial<View>) => void
}

/** Each column sorts; pressed again, the other way round. */
export const Heads = ({ columns, view, change }: HeadsProps) => (
  <thead>
    <tr>
      {columns.map((column) => (
        <th
          key={column}
          scope="col"
          className={classes(numberColumns.includes(column) && table.number)}
          {...(column === view.sort ? { 'aria-sort': view.down ? ('descending' as const) : ('ascending' as const) } : {})}
        >
          {!hasValue(column) && words.columns[column]}
          {hasValue(column) && (
            <button
              type="button"
              className={table.sort}
              title={words.sortBy(words.columns[column])}
              onClick={() => change({ sort: column, down: view.sort === column && !view.down })}
            >
              {words.columns[column]}
              {view.sort === column && <Icon name={view.down ? 'up' : 'down'} />}
            </button>
          )}
        </th>
      ))}
    </tr>
  </thead>
)
