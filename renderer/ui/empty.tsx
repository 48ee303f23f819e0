import { type ReactNode, useEffect, useState } from 'react'
import { Button, ButtonLink } from './button.tsx'
import { classes } from './classes.ts'
import styles from './empty.module.css'
import type { IconName } from './icons.ts'
import layout from './layout.module.css'
import text from './text.module.css'

interface EmptyProps {
  readonly title: ReactNode
  readonly text?: ReactNode
  /** What the first act is called; it leads to `to`, or does something here. */
  readonly act?: string
  readonly to?: string
  readonly icon?: IconName
  readonly onPress?: () => void
}

/** What belongs here, and the first act. */
export const Empty = ({ title, text: said, act, to, icon, onPress }: EmptyProps) => (
  <div className={styles.empty}>
    <b className={text.strong}>{title}</b>
    {said && <span className={text.quiet}>{said}</span>}
    {act && (
      <div className={classes(layout.acts, layout.near)}>
        {to === undefined ? (
          <Button small icon={icon} onPress={onPress}>
            {act}
          </Button>
        ) : (
          <ButtonLink to={to} small icon={icon}>
            {act}
          </ButtonLink>
        )}
      </div>
    )}
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
