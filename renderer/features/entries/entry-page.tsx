import type { ReactNode } from 'react'
import { useMirror } from '../../state/desk.ts'
import layout from '../../ui/layout.module.css'
import text from '../../ui/text.module.css'
import { addWords } from '../../words/add.ts'
import styles from './entries.module.css'

/** A form in one column; beside it, where what is added will stand. */
export const EntryPage = ({ title, lead, children }: { title: string; lead: string; children: ReactNode }) => {
  const file = useMirror(({ rig }) => rig.settingsFile)
  return (
    <div className={layout.page}>
      <header className={layout.head}>
        <div className={layout.grow}>
          <h1 className={text.title}>{title}</h1>
          <p>{lead}</p>
        </div>
      </header>
      <div className={styles.columns}>
        <div className={styles.form}>{children}</div>
        <aside className={styles.aside} aria-label={addWords.rig}>
          <h2>{addWords.rig}</h2>
          <p className={text.note}>{addWords.rigHelp}</p>
          <p className={text.path}>{file}</p>
        </aside>
      </div>
    </div>
  )
}
