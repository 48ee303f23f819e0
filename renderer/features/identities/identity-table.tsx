import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { classes } from '../../ui/classes.ts'
import { Icon } from '../../ui/mark.tsx'
import table from '../../ui/table.module.css'
import { identitiesWords as words } from '../../words/identities.ts'
import { columns } from './columns.ts'
import styles from './identities.module.css'
import { IdentityTableRow } from './identity-table-row.tsx'
import type { SortKey, View } from './rows.ts'

interface TableProps {
  readonly rows: readonly IdentityRow[]
  readonly chosen: string | null
  readonly view: View
  readonly change: (part: Partial<View>) => void
  /** Pointed at: then no row may move away. */
  readonly hold: (on: boolean) => void
}

const usualRow = 44
const ahead = 6

/** Only the rows in sight are in the document; all have one height, which is measured once. */
export const IdentityTable = ({ rows, chosen, view, change, hold }: TableProps) => {
  const scroller = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const [height, setHeight] = useState(usualRow)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: ahead,
  })
  useLayoutEffect(() => {
    const first = body.current?.querySelector<HTMLElement>('tr[data-id]')?.getBoundingClientRect().height ?? 0
    if (first > 0 && Math.abs(first - height) > 0.25) {
      setHeight(first)
      virtual.measure()
    }
  }, [height, virtual])
  const items = virtual.getVirtualItems()
  const above = items[0]?.start ?? 0
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const move = useArrows(rows, (index) => virtual.scrollToIndex(index))
  return (
    <div ref={scroller} className={styles.scroller}>
      <table className={classes(table.table, styles.table)} aria-rowcount={rows.length + 1} aria-label={words.table}>
        <Columns />
        <Heads view={view} change={change} />
        <tbody ref={body} onKeyDown={move} onClick={openRow} onPointerEnter={() => hold(true)} onPointerLeave={() => hold(false)}>
          <Spacer height={above} />
          {items.map((item) => {
            const row = rows[item.index]
            return row && <IdentityTableRow key={row.id} id={row.id} index={item.index} chosen={row.id === chosen} />
          })}
          <Spacer height={below} />
        </tbody>
      </table>
    </div>
  )
}

/** One listener for all rows; the link in the first cell is the keyboard's way. */
const openRow = ({ target }: MouseEvent<HTMLElement>) => {
  const row = target instanceof HTMLElement && !target.closest('a, button') ? target.closest<HTMLElement>('tr[data-id]') : null
  row?.querySelector<HTMLElement>('a')?.click()
}

const Spacer = ({ height }: { height: number }) =>
  height > 0 && (
    <tr className={table.spacer}>
      <td>
        <svg width="1" height={height} aria-hidden="true" />
      </td>
    </tr>
  )

/** Up and down go from row to row, also to those that are not drawn yet. */
const useArrows = (rows: readonly IdentityRow[], show: (index: number) => void) => {
  const [, go] = useLocation()
  return (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const from = document.activeElement?.closest<HTMLElement>('tr[data-id]')?.dataset.id
    const to = rows.findIndex(({ id }) => id === from) + step
    const row = rows[to]
    if (step === 0 || from === undefined || row === undefined) return
    event.preventDefault()
    show(to)
    if (document.querySelector('aside[aria-labelledby]')) go(`/identities/${row.id}`)
    requestAnimationFrame(() => document.getElementById(`identity-${row.id}`)?.focus())
  }
}

const sortable: readonly string[] = ['name', 'state', 'node', 'disk', 'units'] satisfies SortKey[]
const numbers: readonly string[] = ['units', 'proofBy', 'lastAtx']
const isSort = (column: string): column is SortKey => sortable.includes(column)

const Columns = () => (
  <colgroup>
    {columns.map((column) => (
      <col key={column} className={styles[`${column}Column`]} />
    ))}
  </colgroup>
)

const Heads = ({ view, change }: Pick<TableProps, 'view' | 'change'>) => (
  <thead>
    <tr>
      {columns.map((column) => (
        <th
          key={column}
          scope="col"
          className={classes(styles[`${column}Column`], numbers.includes(column) && table.number)}
          {...(column === view.sort ? { 'aria-sort': view.down ? ('descending' as const) : ('ascending' as const) } : {})}
        >
          {isSort(column) ? (
            <button
              type="button"
              className={table.sort}
              title={words.sortBy(words.columns[column])}
              onClick={() => change({ sort: column, down: view.sort === column && !view.down })}
            >
              {words.columns[column]}
              {view.sort === column && <Icon name={view.down ? 'up' : 'down'} />}
            </button>
          ) : (
            words.columns[column]
          )}
        </th>
      ))}
    </tr>
  </thead>
)
