import { lazy, Suspense, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Mark } from '../../ui/mark.tsx'
import text from '../../ui/text.module.css'
import { addWords } from '../../words/add.ts'
import styles from './add.module.css'

const words = addWords.browser
const FolderBrowser = lazy(() => import('./folder-browser.tsx').then((browser) => ({ default: browser.FolderBrowser })))

/** What was chosen in the main side's browser: the handle goes back, the path is only shown. */
export interface Picked {
  readonly handle: string
  readonly name: string
  readonly path: string
}

interface FolderFieldProps {
  readonly label: string
  readonly help: string
  readonly kind: 'folder' | 'program'
  readonly picked: Picked | null
  readonly onPick: (picked: Picked | null) => void
  readonly error?: string | null
}

/** A folder or a program, chosen on the machine where Smeshdesk runs; never typed. */
export const FolderField = ({ label, help, kind, picked, onPick, error }: FolderFieldProps) => {
  const [open, setOpen] = useState(false)
  return (
    <fieldset className={styles.field} aria-label={label}>
      <legend>{label}</legend>
      <div className={styles.picked}>
        <span className={classes(picked === null ? text.faint : text.path, styles.path)}>
          {picked === null ? words.nothing : picked.path}
        </span>
        <Button small icon="folder" onPress={() => setOpen(true)}>
          {picked === null ? words.choose : words.change}
        </Button>
        {picked !== null && (
          <Button small kind="quiet" onPress={() => onPick(null)}>
            {words.clear}
          </Button>
        )}
      </div>
      <p className={error ? styles.error : styles.help}>
        {error && <Mark name="failed" tone="bad" />}
        {error ?? help}
      </p>
      {open && (
        <Suspense>
          <FolderBrowser
            kind={kind}
            onClose={() => setOpen(false)}
            onPick={(chosen) => {
              onPick(chosen)
              setOpen(false)
            }}
          />
        </Suspense>
      )}
    </fieldset>
  )
}
