import { type ReactNode, useEffect, useState } from 'react'
import { IconButton } from './button.tsx'
import { Mark } from './mark.tsx'
import type { MarkName } from './marks.ts'
import styles from './toast.module.css'
import type { Tone } from './tone.ts'

const shownMs = 8000

interface ToastProps {
  readonly mark: MarkName
  readonly tone: Tone
  readonly children: ReactNode
  readonly act?: ReactNode
  readonly closeWords: string
  readonly onClose: () => void
}

/** Reports a finished thing for eight seconds; stays while it is hovered or focused. Never the only place for what needs a person. */
export const Toast = ({ mark, tone, children, act, closeWords, onClose }: ToastProps) => {
  const [kept, keep] = useState(false)
  useEffect(() => {
    if (kept) return
    const timer = setTimeout(onClose, shownMs)
    return () => clearTimeout(timer)
  }, [kept, onClose])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only keeps it on the screen
    <div
      className={styles.toast}
      onMouseEnter={() => keep(true)}
      onMouseLeave={() => keep(false)}
      onFocus={() => keep(true)}
      onBlur={() => keep(false)}
    >
      <Mark name={mark} tone={tone} />
      <span className={styles.words}>{children}</span>
      {act}
      <IconButton name={closeWords} icon="close" small onPress={onClose} />
    </div>
  )
}

export const ToastShelf = ({ label, children }: { label: string; children: ReactNode }) => (
  <section className={styles.shelf} aria-label={label} aria-live="polite">
    {children}
  </section>
)
