import type { ReactNode } from 'react'
import styles from './checkbox.module.css'

interface CheckboxProps {
  readonly label: ReactNode
  /** Where the spoken name says more than the label. */
  readonly spoken?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** A native tick box in ink, with its sentence. */
export const Checkbox = ({ label, spoken, checked, onChange }: CheckboxProps) => (
  <label className={styles.box}>
    <input type="checkbox" aria-label={spoken} checked={checked} onChange={(event) => onChange(event.target.checked)} />
    <span>{label}</span>
  </label>
)
