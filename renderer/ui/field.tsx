import { type ChangeEvent, useId } from 'react'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { Icon, Mark } from './mark.tsx'

/** What a person types is taken as it is. */
export const asTyped = { spellCheck: false, autoComplete: 'off', autoCapitalize: 'off' } as const

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly help: string
  readonly error: string | null
  readonly mono?: boolean
  /** Shown as dots. */
  readonly secret?: boolean
  /** Several lines of text. */
  readonly rows?: number
  readonly maxLength: number
}

/** A labelled field with its help or its error below. */
export const Field = ({ label, value, onChange, help, error, mono, secret, rows, maxLength }: FieldProps) => {
  const id = useId()
  const shared = {
    id,
    className: classes(styles.box, mono && styles.mono, error && styles.wrong),
    value,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.target.value),
    maxLength,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': `${id}-below`,
    ...asTyped,
  }
  return (
    <div className={styles.group}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {rows === undefined ? <input {...shared} type={secret ? 'password' : 'text'} /> : <textarea {...shared} rows={rows} />}
      <p id={`${id}-below`} className={error ? styles.error : styles.help}>
        {error && <Mark name="failed" tone="bad" />}
        {error ?? help}
      </p>
    </div>
  )
}

interface SearchProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A field whose label is spoken, and shown inside while it is empty. */
export const Search = ({ label, value, onChange }: SearchProps) => (
  <span className={classes(styles.box, styles.search)}>
    <Icon name="search" />
    <input type="search" aria-label={label} placeholder={label} value={value} onChange={(event) => onChange(event.target.value)} />
  </span>
)
