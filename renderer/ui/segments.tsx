import { type ReactNode, useId } from 'react'
import styles from './segments.module.css'

interface SegmentsProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly options: readonly { readonly value: Value; readonly label: ReactNode; readonly count?: string }[]
}

/** One of a few, side by side; native radio buttons, so arrows move between them. */
export const Segments = <Value extends string>({ label, value, onChange, options }: SegmentsProps<Value>) => {
  const name = useId()
  return (
    <fieldset className={styles.group} aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.label}
          {option.count !== undefined && <b>{option.count}</b>}
        </label>
      ))}
    </fieldset>
  )
}
