import { Button, ButtonLink } from '../../ui/button.tsx'
import { Fault, type FaultWords } from '../../ui/fault.tsx'
import { Field } from '../../ui/field.tsx'
import { addWords } from '../../words/add.ts'
import styles from './entries.module.css'
import { isRigName } from './form-values.ts'

interface NameFieldProps {
  readonly value: string
  /** Says so when another one has the name. */
  readonly taken: string | null
  readonly onChange: (value: string) => void
}

export const NameField = ({ value, taken, onChange }: NameFieldProps) => (
  <Field
    label={addWords.node.name}
    value={value}
    onChange={onChange}
    error={value !== '' && !isRigName(value) ? addWords.node.nameBad : taken}
    help={addWords.node.nameHelp}
    maxLength={64}
  />
)

interface KeepActProps {
  readonly fault: FaultWords | null
  readonly back: string
  readonly closed: string | null
  readonly label: string
  readonly onPress: () => void
}

/** The end of a form: what was refused, the way back, the one act. */
export const KeepAct = ({ fault, back, closed, label, onPress }: KeepActProps) => (
  <>
    {fault && <Fault words={fault} />}
    <div className={styles.acts}>
      <ButtonLink to={back}>{addWords.cancel}</ButtonLink>
      <Button kind="primary" closed={closed} onPress={onPress}>
        {label}
      </Button>
    </div>
  </>
)
