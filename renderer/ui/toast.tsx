import { type ReactNode, useEffect, useState } from 'react'
import { Link } from 'wouter'
import { IconButton } from './button.tsx'
import { Mark } from './mark.tsx'
import styles from './toast.module.css'
import type { Look } from './tone.ts'

const shownMs = 8000

interface ToastProps extends Look {
  readonly said: string
  /** What stands there where only two words have room. */
  readonly short: string
  readonly to: string
  /** What the link does: "Show it". */
  readonly act: string
  readonly closeWords: string
  readonly onClose: () => void
}

/** Reports a finished thing for eight seconds from its last change; stays while it is hovered or focused. Never the only place for what needs a person. */
export const Toast = ({ mark, tone, said, short, to, act, closeWords, onClose }: ToastProps) => {
  const [kept, keep] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words are another thing to read
  useEffect(() => {
    if (kept) return
    const timer = setTimeout(onClose, shownMs)
    return () => clearTimeout(timer)
  }, [kept, onClose, said])
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
      <span className={styles.words}>{said}</span>
      <span className={styles.acts}>
        <Link href={to} className={styles.link ?? ''} title={said}>
          <span className={styles.act}>{act}</span>
          <span className={styles.short} aria-hidden="true">
            {short}
          </span>
        </Link>
        <IconButton name={closeWords} icon="close" small onPress={onClose} />
      </span>
    </div>
  )
}

export const ToastShelf = ({ label, children }: { label: string; children: ReactNode }) => (
  <section className={styles.shelf} aria-label={label} aria-live="polite">
    {children}
  </section>
)
