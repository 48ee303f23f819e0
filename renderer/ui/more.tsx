import { type ReactNode, useEffect, useRef } from 'react'
import button from './button.module.css'
import { classes } from './classes.ts'
import type { IconName } from './icons.ts'
import { Icon } from './mark.tsx'
import styles from './more.module.css'

interface MoreProps {
  readonly label: string
  readonly children: ReactNode
  /** Stands instead of three dots, with its label. */
  readonly icon?: IconName
  /** Several things are chosen in it: it stays open until a press outside. */
  readonly stays?: boolean
  /** Opens upwards, at the foot of a page. */
  readonly up?: boolean
}

/** What else can be done, folded behind three dots or a button; closes on Escape, on a press outside and on a choice. */
export const More = ({ label, children, icon, stays = false, up = false }: MoreProps) => {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = () => details.current?.removeAttribute('open')
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !details.current?.open) return
      event.preventDefault()
      close()
      details.current.querySelector('summary')?.focus()
    }
    const click = ({ target }: MouseEvent) => {
      const inside = stays ? details.current : details.current?.querySelector('summary')
      if (target instanceof Node && !inside?.contains(target)) close()
    }
    document.addEventListener('keydown', press, { capture: true })
    document.addEventListener('click', click)
    return () => {
      document.removeEventListener('keydown', press, { capture: true })
      document.removeEventListener('click', click)
    }
  }, [stays])
  return (
    <details ref={details} className={styles.more}>
      {icon === undefined ? (
        <summary className={styles.dots} aria-label={label} title={label}>
          <Icon name="more" />
        </summary>
      ) : (
        <summary className={classes(button.button, button.quiet, button.small)}>
          {label}
          <Icon name={icon} />
        </summary>
      )}
      <div className={classes(styles.list, !stays && styles.choices, up && styles.up)}>{children}</div>
    </details>
  )
}
