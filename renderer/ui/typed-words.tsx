import { type Ref, useId } from 'react'
import { actWords } from '../words/acts.ts'
import { classes } from './classes.ts'
import field from './field.module.css'
import { asTyped } from './field.tsx'
import { Mark } from './mark.tsx'
import text from './text.module.css'
import styles from './typed-words.module.css'

interface TypedWordsProps {
  /** "To confirm, type" */
  readonly before: string
  readonly words: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly mono?: boolean
  readonly reference?: Ref<HTMLInputElement>
}

/** Consent in words: what is typed must equal what is asked for, letter by letter. The rest of the words stands behind the caret. */
export const TypedWords = ({ before, words, value, onChange, mono, reference }: TypedWordsProps) => {
  const id = useId()
  const rest = words.startsWith(value) ? words.slice(value.length) : ''
  return (
    <div>
      <label htmlFor={id} className={styles.label}>
        {before} <b className={mono ? text.code : undefined}>{words}</b>
      </label>
      <div className={classes(field.box, styles.field, mono && field.mono)}>
        <span className={styles.ghost} aria-hidden="true">
          <span className={styles.typed}>{value}</span>
          {rest}
        </span>
        <input id={id} ref={reference} value={value} onChange={(event) => onChange(event.target.value)} maxLength={200} {...asTyped} />
        <span className={styles.agreed} role="status">
          {value === words && (
            <>
              <Mark name="pass" tone="good" />
              {actWords.ask.agreed}
            </>
          )}
        </span>
      </div>
    </div>
  )
}
