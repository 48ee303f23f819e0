import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, type Ref, useEffect, useRef, useState } from 'react'
import { classes } from './classes.ts'
import styles from './log-view.module.css'

export interface LogRow {
  readonly key: number
  readonly at: string
  readonly level: string
  readonly tone: 'plain' | 'warn' | 'bad'
  readonly text: string
  /** "× 12" when the line stands for several. */
  readonly repeats: string | null
}

interface LogViewProps {
  readonly rows: readonly LogRow[]
  readonly label: string
  /** "Newest line", the way back to following. */
  readonly followWords: string
}

const rowHeight = 19
const bottomSlack = 24

/** Text only, one line each, virtual; follows the newest line until the reader scrolls up. */
export const LogView = ({ rows, label, followWords }: LogViewProps) => {
  const scroller = useRef<HTMLElement>(null)
  const [following, follow] = useState(true)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  useEffect(() => {
    const element = scroller.current
    if (following && element && rows.length > 0) element.scrollTop = element.scrollHeight
  }, [following, rows])
  const onScroll = () => {
    const element = scroller.current
    if (element) follow(element.scrollHeight - element.scrollTop - element.clientHeight < bottomSlack)
  }
  const first = items[0]
  const last = items.at(-1)
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section ref={scroller as Ref<HTMLElement>} className={styles.log} tabIndex={0} aria-label={label} onScroll={onScroll}>
        <svg width="1" height={first?.start ?? 0} aria-hidden="true" />
        {items.map((item) => {
          const row = rows[item.index]
          return row && <Line key={row.key} row={row} />
        })}
        <svg width="1" height={virtual.getTotalSize() - (last?.end ?? 0)} aria-hidden="true" />
      </section>
      {!following && (
        <button type="button" className={styles.follow} onClick={() => follow(true)}>
          {followWords}
        </button>
      )}
    </div>
  )
}

const Line = memo(({ row }: { row: LogRow }) => (
  <div className={classes(styles.line, row.tone !== 'plain' && styles[row.tone])}>
    <span className={styles.at}>{row.at}</span>
    <span className={styles.level}>{row.level}</span>
    <span className={styles.text} title={row.text}>
      {row.text}
      {row.repeats !== null && <b className={styles.repeats}>{row.repeats}</b>}
    </span>
  </div>
))
