import { type ReactNode, useEffect, useRef } from 'react'
import { Icon } from './mark.tsx'
import styles from './more.module.css'

/** What else can be done, folded behind three dots; closes on Escape, on a press outside and on a choice. */
export const More = ({ label, children }: { label: string; children: ReactNode }) => {
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
      if (target instanceof Node && !details.current?.querySelector('summary')?.contains(target)) close()
    }
    document.addEventListener('keydown', press, { capture: true })
    document.addEventListener('click', click)
    return () => {
      document.removeEventListener('keydown', press, { capture: true })
      document.removeEventListener('click', click)
    }
  }, [])
  return (
    <details ref={details} className={styles.more}>
      <summary className={styles.dots} aria-label={label} title={label}>
        <Icon name="more" />
      </summary>
      <div className={styles.list}>{children}</div>
    </details>
  )
}
