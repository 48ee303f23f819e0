import type { DraftNote } from '../../../electron/contract/model/door.ts'
import { Mark } from '../../ui/mark.tsx'
import { noteWords } from '../../words/door.ts'
import styles from './entries.module.css'

/** What a person should know before the entry is kept; each once. */
export const Notes = ({ notes }: { notes: readonly DraftNote[] }) =>
  notes.length === 0 ? null : (
    <ul className={styles.notes}>
      {[...new Set(notes)].map((note) => (
        <li key={note}>
          <Mark name="at-risk" tone="warn" />
          <span>{noteWords[note]}</span>
        </li>
      ))}
    </ul>
  )
