import { type ReactNode, useId } from 'react'
import { IconButton } from './button.tsx'
import styles from './drawer.module.css'
import { useEscape } from './escape.ts'
import text from './text.module.css'

interface DrawerProps {
  readonly title: string
  readonly closeWords: string
  readonly onClose: () => void
  /** Under the title: id, size, place, life cycle. */
  readonly head: ReactNode
  readonly children: ReactNode
}

/** Beside its list, over it when the window is narrow. Escape closes it; the caller returns the focus to the row. */
export const Drawer = ({ title, closeWords, onClose, head, children }: DrawerProps) => {
  const id = useId()
  useEscape(onClose)
  return (
    <aside className={styles.drawer} aria-labelledby={id}>
      <header className={styles.head}>
        <div className={styles.line}>
          <h2 id={id} className={text.title}>
            {title}
          </h2>
          <IconButton name={closeWords} icon="close" small onPress={onClose} />
        </div>
        {head}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.body} tabIndex={0} aria-labelledby={id}>
        {children}
      </section>
    </aside>
  )
}
