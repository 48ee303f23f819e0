import { Field } from '../../ui/field.tsx'
import { addWords } from '../../words/add.ts'

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
export const CommandField = ({ value, onChange, help, wrong }: CommandFieldProps) => (
  <Field
    label={addWords.node.arguments}
    value={value}
    onChange={(next) => onChange(next, next.length - value.length >= pasteLength)}
    error={wrong ? addWords.node.argumentsBad : null}
    help={help}
    mono
    rows={3}
    maxLength={100_000}
  />
)
