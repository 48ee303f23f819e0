import { type ReactNode, type RefObject, useId, useLayoutEffect, useRef } from 'react'
import styles from './dialog.module.css'
import { useEscape } from './escape.ts'
import text from './text.module.css'

interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  readonly lead?: ReactNode
  readonly children: ReactNode
  /** Has the focus when the dialog opens: the safe choice, or the field to type in. */
  readonly first?: RefObject<HTMLElement | null>
}

/** Only for consent and safety stops. Escape and the scrim mean the safe choice; the focus returns to where it came from. */
export const Dialog = ({ open, ...shown }: DialogProps) => open && <Shown {...shown} />

/** At the end of a dialog, the safe choice first. */
export const DialogActs = ({ children }: { children: ReactNode }) => <div className={styles.acts}>{children}</div>

/** The browser's own: it keeps the focus inside and the rest of the page out of reach. */
const Shown = ({ onClose, title, lead, children, first }: Omit<DialogProps, 'open'>) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const [named, described] = [useId(), useId()]
  useLayoutEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    first?.current?.focus()
    return () => {
      element?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [first])
  useEscape(onClose)
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={named}
      {...(lead ? { 'aria-describedby': described } : {})}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className={styles.body}>
        <h2 id={named} className={text.step}>
          {title}
        </h2>
        {lead && (
          <p id={described} className={styles.lead}>
            {lead}
          </p>
        )}
        {children}
      </div>
    </dialog>
  )
}
