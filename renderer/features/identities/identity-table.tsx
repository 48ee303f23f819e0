import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { classes } from '../../ui/classes.ts'
import table from '../../ui/table.module.css'
import { identitiesWords as words } from '../../words/identities.ts'
import type { Column } from './columns.ts'
import { GroupRow } from './group-row.tsx'
import { isGroup, type Line } from './groups.ts'
import styles from './identities.module.css'
import { IdentityTableRow } from './identity-table-row.tsx'
import { Columns, Heads } from './table-heads.tsx'
import type { Choice } from './use-choice.ts'
import type { View } from './view.ts'

interface TableProps {
  readonly lines: readonly Line[]
  readonly columns: readonly Column[]
  readonly chosen: string | null
  readonly view: View
  readonly change: (part: Partial<View>) => void
  /** Pointed at: then no row may move away. */
  readonly hold: (on: boolean) => void
  readonly choice: Choice
}

const usualRow = 44
const ahead = 6

/** Only the rows in sight are in the document; all have one height, which is measured once. */
export const IdentityTable = ({ lines, columns, chosen, view, change, hold, choice }: TableProps) => {
  const scroller = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const virtual = useRows({ scroller, body, count: lines.length })
  const items = virtual.getVirtualItems()
  const above = items[0]?.start ?? 0
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const press = useRowKeys(lines, choice, (index) => virtual.scrollToIndex(index))
  return (
    <div ref={scroller} className={styles.scroller} data-choosing={choice.rows.length > 0 || undefined}>
      <table
        className={classes(table.table, styles.table, columns.includes('service') && styles.wide)}
        aria-rowcount={lines.length + 1}
        aria-label={words.table}
      >
        <Columns columns={columns} />
        <Heads columns={columns} view={view} change={change} />
        <tbody
          ref={body}
          onKeyDown={press}
          onMouseDown={markNothing}
          onClick={(event) => click(event, choice)}
          onPointerEnter={() => hold(true)}
          onPointerLeave={() => hold(false)}
        >
          <Spacer height={above} />
          {items.map(({ index }) => {
            const line = lines[index]
            if (line === undefined) return null
            if (isGroup(line)) return <GroupRow key={`group ${line.group}`} group={line} by={view.group} columns={columns.length} />
            const { id } = line
            return <IdentityTableRow key={id} id={id} index={index} columns={columns} chosen={id === chosen} picked={choice.ids.has(id)} />
          })}
          <Spacer height={below} />
        </tbody>
      </table>
    </div>
  )
}

interface Seen {
  readonly scroller: { readonly current: HTMLElement | null }
  readonly body: { readonly current: HTMLElement | null }
  readonly count: number
}

const useRows = ({ scroller, body, count }: Seen) => {
  const [height, setHeight] = useState(usualRow)
  const virtual = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => height, overscan: ahead })
  useLayoutEffect(() => {
    const first = body.current?.querySelector<HTMLElement>('tr[data-id]')?.getBoundingClientRect().height ?? 0
    if (first > 0 && Math.abs(first - height) > 0.25) {
      setHeight(first)
      virtual.measure()
    }
  }, [body, height, virtual])
  return virtual
}

/** With Shift rows are chosen, not words marked. */
const markNothing = (event: MouseEvent) => {
  if (event.shiftKey) event.preventDefault()
}

/** One listener for all rows: a box or Shift or Ctrl chooses; the rest of a row opens it, as the link in its first cell does. */
const click = (event: MouseEvent<HTMLElement>, { toggle, reach }: Choice) => {
  const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('tr[data-id]') : null
  const id = row?.dataset.id
  if (row === null || id === undefined || !(event.target instanceof HTMLElement) || event.target.closest('button')) return
  const box = event.target.closest('label')
  if (event.shiftKey) reach(id)
  else if (event.ctrlKey || event.metaKey || box !== null) toggle(id)
  else {
    if (!event.target.closest('a')) row.querySelector<HTMLElement>('a')?.click()
    return
  }
  event.preventDefault()
}

const Spacer = ({ height }: { height: number }) =>
  height > 0 && (
    <tr className={table.spacer}>
      <td>
        <svg width="1" height={height} aria-hidden="true" />
      </td>
    </tr>
  )

/** The next row that is no line of a group. */
const next = (lines: readonly Line[], from: number, step: number): number => {
  let to = from + step
  for (let line = lines[to]; line !== undefined && isGroup(line); line = lines[to]) to += step
  return to
}

/** Up and down go from row to row, also to those that are not drawn yet; with Shift they choose. X chooses the row that has the focus. */
const useRowKeys = (lines: readonly Line[], { toggle, reach, ids }: Choice, show: (index: number) => void) => {
  const [, go] = useLocation()
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const from = document.activeElement?.closest<HTMLElement>('tr[data-id]')?.dataset.id
    if (from === undefined) return
    if (event.key.toLowerCase() === 'x') return toggle(from)
    const to = next(
      lines,
      lines.findIndex((line) => !isGroup(line) && line.id === from),
      step,
    )
    const row = lines[to]
    if (step === 0 || row === undefined || isGroup(row)) return
    event.preventDefault()
    show(to)
    if (event.shiftKey) {
      if (!ids.has(from)) toggle(from)
      reach(row.id)
    } else if (document.querySelector('aside[aria-labelledby]')) go(`/identities/${row.id}`)
    requestAnimationFrame(() => document.getElementById(`identity-${row.id}`)?.focus())
  }
}
