import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode, RefObject } from 'react'
import styles from './dialog.module.css'
import { useEscape } from './escape.ts'

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
export const Dialog = ({ open, onClose, title, lead, children, first }: DialogProps) => {
  // It closes by itself; what lies under it stays.
  useEscape(() => undefined, open)
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.scrim ?? ''} />
        <Base.Popup className={styles.dialog ?? ''} {...(first ? { initialFocus: first } : {})}>
          <Base.Title className={styles.title ?? ''}>{title}</Base.Title>
          {lead && <Base.Description className={styles.lead ?? ''}>{lead}</Base.Description>}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
