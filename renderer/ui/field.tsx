import { type ReactNode, useId } from 'react'
import { classes } from './classes.ts'
import styles from './field.module.css'
import type { IconName } from './icons.ts'
import { Icon, Mark } from './mark.tsx'

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** An example, never the label. */
  readonly example?: string | undefined
  readonly help?: ReactNode
  readonly error?: string | null | undefined
  readonly mono?: boolean | undefined
  readonly required?: boolean | undefined
  readonly maxLength?: number | undefined
}

/** A labelled line of text with its help or its error below. */
export const Field = (props: FieldProps) => {
  const id = useId()
  const below = props.error ?? props.help
  return (
    <div className={styles.group}>
      <label className={styles.label} htmlFor={id}>
        {props.label}
      </label>
      <input
        id={id}
        className={classes(styles.input, props.mono && styles.mono, props.error && styles.wrong)}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        placeholder={props.example}
        maxLength={props.maxLength ?? 300}
        required={props.required}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={below ? `${id}-below` : undefined}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
      />
      {below && (
        <p id={`${id}-below`} className={props.error ? styles.error : styles.help}>
          {props.error && <Mark name="failed" tone="bad" />}
          {below}
        </p>
      )}
    </div>
  )
}

interface SearchProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly icon?: IconName
}

/** A field whose label is spoken, and shown inside while it is empty. */
export const Search = ({ label, value, onChange, icon = 'search' }: SearchProps) => (
  <span className={styles.search}>
    <Icon name={icon} />
    <input type="search" aria-label={label} placeholder={label} value={value} onChange={(event) => onChange(event.target.value)} />
  </span>
)
