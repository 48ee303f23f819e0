import { useId } from 'react'
import type { IconName } from './icons.ts'
import { Icon } from './mark.tsx'
import styles from './select.module.css'
import text from './text.module.css'

export interface Choice<Value extends string> {
  readonly value: Value
  readonly name: string
  readonly note?: string
  /** Present when it can't be chosen; says why. */
  readonly closed?: string | null
}

interface SelectProps<Value extends string> {
  readonly label: string
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  readonly choices: readonly Choice<Value>[]
  /** Shown while nothing is chosen. */
  readonly nothing: string
  readonly icon?: IconName
  /** Its label is spoken alone: what it is stands beside it. */
  readonly bare?: boolean
}

const none = ''
const lineOf = ({ name, note, closed }: Choice<string>) => [name, closed ?? note].filter(Boolean).join(', ')

/** The system's own list of choices, in our frame: its keys, its reading aloud, its touch. */
export const Select = <Value extends string>({ label, value, onChange, choices, nothing, icon, bare }: SelectProps<Value>) => {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className={bare ? text.hidden : styles.label}>
        {label}
      </label>
      <span className={styles.field}>
        {icon && <Icon name={icon} className={styles.icon} />}
        <select
          id={id}
          value={value ?? none}
          onChange={(event) => {
            const chosen = choices.find((choice) => choice.value === event.target.value)
            if (chosen) onChange(chosen.value)
          }}
        >
          {!choices.some((choice) => choice.value === none) && (
            <option value={none} disabled>
              {nothing}
            </option>
          )}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value} disabled={Boolean(choice.closed)}>
              {lineOf(choice)}
            </option>
          ))}
        </select>
        <Icon name="down" className={styles.down} />
      </span>
    </div>
  )
}
