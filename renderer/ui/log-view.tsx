import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, memo, type Ref, useEffect, useRef } from 'react'
import { classes } from './classes.ts'
import { CopyId } from './copy-id.tsx'
import styles from './log-view.module.css'
import text from './text.module.css'

export interface LogRow {
  readonly key: number
  readonly at: string
  /** The time in UTC, on hover. */
  readonly whole: string | undefined
  readonly level: string
  readonly tone: 'plain' | 'warn' | 'bad'
  readonly text: string
  /** "× 12" when the row stands for several lines. */
  readonly repeats: string | null
  /** The lines that it stands for besides; shown when it is open. */
  readonly others: readonly string[]
  /** What it means by itself; `undefined` where that is not known. */
  readonly means: string | undefined
  /** A neighbour of what was looked for. */
  readonly beside: boolean
}

interface LogViewProps {
  readonly rows: readonly LogRow[]
  readonly label: string
  readonly copyWords: { readonly copy: string; readonly copied: string }
  /** All lines whole; else only the open one is. */
  readonly wrap: boolean
  readonly follow: { readonly on: boolean; readonly set: (on: boolean) => void }
  /** The row that is open, where the keys stand. */
  readonly open: { readonly key: number | null; readonly set: (key: number | null) => void }
}

const rowHeight = 20
const bottomSlack = 24

/** Only the lines in sight are drawn; it stays at the newest one while that is asked for, and shows the open one when it changes. */
const useLines = ({ rows, wrap, follow, open }: Pick<LogViewProps, 'rows' | 'wrap' | 'follow' | 'open'>) => {
  const scroller = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 12,
  })
  useEffect(() => {
    const element = scroller.current
    if (follow.on && element && rows.length > 0) element.scrollTop = element.scrollHeight
  }, [follow.on, rows])
  const at = rows.findIndex(({ key }) => key === open.key)
  // biome-ignore lint/correctness/useExhaustiveDependencies: shown when it is chosen, not whenever lines come
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [open.key])
  // biome-ignore lint/correctness/useExhaustiveDependencies: with whole lines every height is another one
  useEffect(() => virtual.measure(), [wrap])
  const onScroll = () => {
    const element = scroller.current
    if (element && follow.on && element.scrollHeight - element.scrollTop - element.clientHeight > bottomSlack) follow.set(false)
  }
  return { scroller, virtual, at, onScroll }
}

/** Text only; a press or an arrow opens a line whole. Follows the newest line until the reader scrolls up. */
export const LogView = ({ rows, label, copyWords, wrap, follow, open }: LogViewProps) => {
  const { scroller, virtual, at, onScroll } = useLines({ rows, wrap, follow, open })
  const items = virtual.getVirtualItems()
  return (
    <section
      ref={scroller as Ref<HTMLElement>}
      className={classes(styles.log, wrap && styles.wrapped)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      onScroll={onScroll}
      onClick={(event) => open.set(pressed(event, open.key))}
      onKeyDown={(event) => step(event, { rows, at, choose: open.set })}
    >
      <svg width="1" height={items[0]?.start ?? 0} aria-hidden="true" />
      {items.map(({ index }) => {
        const row = rows[index]
        const shared = { index, copy: copyWords, measure: virtual.measureElement }
        return row && <Line key={row.key} row={row} open={row.key === open.key} {...shared} />
      })}
      <svg width="1" height={Math.max(0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0))} aria-hidden="true" />
    </section>
  )
}

/** The row under the pointer opens or closes; marking a part of its text does neither. */
const pressed = ({ target }: MouseEvent, current: number | null): number | null => {
  const marked = window.getSelection()?.isCollapsed === false
  if (marked || !(target instanceof Element) || target.closest('button')) return current
  const key = Number(target.closest<HTMLElement>('[data-key]')?.dataset.key ?? Number.NaN)
  return Number.isNaN(key) ? current : key === current ? null : key
}

interface Steps {
  readonly rows: readonly LogRow[]
  readonly at: number
  readonly choose: (key: number | null) => void
}

const step = (event: KeyboardEvent, { rows, at, choose }: Steps) => {
  const to = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? (at < 0 ? rows.length : at) - 1 : null
  if (to === null) return
  const row = rows[to]
  event.preventDefault()
  if (row) choose(row.key)
}

interface LineProps {
  readonly row: LogRow
  readonly index: number
  readonly open: boolean
  readonly copy: LogViewProps['copyWords']
  readonly measure: (element: Element | null) => void
}

const Line = memo(({ row, index, open, copy, measure }: LineProps) => (
  <div
    ref={measure}
    data-index={index}
    data-key={row.key}
    className={classes(styles.line, row.tone !== 'plain' && styles[row.tone], row.beside && styles.beside, open && styles.open)}
    aria-current={open || undefined}
  >
    <span className={text.faint} title={row.whole}>
      {row.at}
    </span>
    <span className={styles.level}>{row.level}</span>
    <span className={styles.text}>
      {row.text}
      {row.repeats !== null && <b className={styles.repeats}>{row.repeats}</b>}
      {open && row.others.length > 0 && <span className={styles.others}>{row.others.join('\n')}</span>}
    </span>
    {open && <CopyId short="" whole={`${row.at} ${row.level} ${row.text}`} words={copy} plain />}
  </div>
))
