import { useId } from 'react'
import { classes } from '../../ui/classes.ts'
import field from '../../ui/field.module.css'
import { Mark } from '../../ui/mark.tsx'
import { addWords } from '../../words/add.ts'
import styles from './entries.module.css'

interface CommandFieldProps {
  readonly value: string
  /** `pasted`: much came at once; what is read of it may take its place. Typing is left alone. */
  readonly onChange: (value: string, pasted: boolean) => void
  readonly help: string
  readonly wrong: boolean
}

/** Characters that nobody types at once. */
const pasteLength = 8

/** Arguments, or a whole command line, of any length and over several lines. */
export const CommandField = ({ value, onChange, help, wrong }: CommandFieldProps) => {
  const id = useId()
  return (
    <div className={field.group}>
      <label className={field.label} htmlFor={id}>
        {addWords.node.arguments}
      </label>
      <textarea
        id={id}
        className={classes(field.input, field.mono, styles.command, wrong && field.wrong)}
        value={value}
        onChange={(event) => onChange(event.target.value, event.target.value.length - value.length >= pasteLength)}
        rows={3}
        maxLength={100_000}
        aria-invalid={wrong || undefined}
        aria-describedby={`${id}-below`}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
      />
      <p id={`${id}-below`} className={wrong ? field.error : field.help}>
        {wrong && <Mark name="failed" tone="bad" />}
        {wrong ? addWords.node.argumentsBad : help}
      </p>
    </div>
  )
}
