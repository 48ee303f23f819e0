import type { DraftNote } from '../../../electron/contract/model/door.ts'
import { isRigName } from '../../state/rig-name.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Fault } from '../../ui/fault.tsx'
import { Field } from '../../ui/field.tsx'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import { addWords } from '../../words/add.ts'
import { noteWords } from '../../words/door.ts'
import type { FaultWords } from '../../words/errors.ts'
import styles from './entries.module.css'

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

/** What a person should know before the entry is kept; each once. */
export const Notes = ({ notes }: { notes: readonly DraftNote[] }) =>
  notes.length === 0 ? null : (
    <ul className={styles.notes}>
      {[...new Set(notes)].map((note) => (
        <li key={note}>
          <Mark name="at-risk" tone="warn" />
          <span>{noteWords[note]}</span>
        </li>
      ))}
    </ul>
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
    <div className={classes(layout.acts, styles.acts)}>
      <ButtonLink to={back}>{addWords.cancel}</ButtonLink>
      <Button kind="primary" closed={closed} onPress={onPress}>
        {label}
      </Button>
    </div>
  </>
)
