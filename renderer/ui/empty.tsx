import { type ReactNode, useEffect, useState } from 'react'
import { classes } from './classes.ts'
import styles from './empty.module.css'
import layout from './layout.module.css'
import text from './text.module.css'

/** What belongs here, and the first act. */
export const Empty = ({ title, children, act }: { title: ReactNode; children?: ReactNode; act?: ReactNode }) => (
  <div className={styles.empty}>
    <b className={text.strong}>{title}</b>
    {children && <span className={text.quiet}>{children}</span>}
    {act && <div className={classes(layout.acts, layout.near)}>{act}</div>}
  </div>
)

const waitMs = 300

/** Still grey lines, only after 300 ms; no spinner. */
export const Loading = ({ label }: { label: string }) => {
  const [shown, show] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => show(true), waitMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={styles.loading} aria-busy="true">
      {shown && (
        <>
          <span className={text.quiet}>{label}</span>
          {(['62%', '88%', '74%'] as const).map((width) => (
            <svg key={width} width="100%" height="10" aria-hidden="true">
              <rect className={styles.line} width={width} height="10" rx="4" />
            </svg>
          ))}
        </>
      )}
    </div>
  )
}
