import { useId } from 'react'
import type { ConfigLook } from '../../../electron/contract/model/config.ts'
import { type ConfigKey, configKeys } from '../../../electron/contract/model/config-keys.ts'
import { classes } from '../../ui/classes.ts'
import field from '../../ui/field.module.css'
import { Field } from '../../ui/field.tsx'
import { configWords as words } from '../../words/config.ts'
import styles from './config.module.css'
import { type Typed, valueNow } from './config-form.ts'

interface FieldsProps {
  readonly keys: readonly ConfigKey[]
  readonly look: ConfigLook
  readonly typed: Typed
  /** Paths whose value is none that the key holds. */
  readonly wrong: readonly string[]
  readonly change: (parts: Typed) => void
}

/** One field for each of these keys, named as the file names it. */
export const ConfigFields = ({ keys, look, typed, wrong, change }: FieldsProps) => (
  <div className={styles.fields}>
    {keys.map((path) => {
      const kind = configKeys[path]
      const value = typed[path] ?? valueNow(look, path)
      const byFlag = look.byFlag.includes(path) ? `${words.byFlag} ` : ''
      const shared = { label: path, value, onChange: (text: string) => change({ [path]: text }) }
      const help = `${byFlag}${words.keys[path]}`
      if (kind === 'truth') return <Truth key={path} {...shared} help={help} />
      return (
        <Field
          key={path}
          {...shared}
          help={help}
          error={wrong.includes(path) ? words.wrong[kind] : null}
          mono
          maxLength={20_000}
          {...(kind === 'poets' && { rows: 4 })}
        />
      )
    })}
  </div>
)

interface TruthProps {
  readonly label: string
  readonly help: string
  readonly value: string
  readonly onChange: (value: string) => void
}

const Truth = ({ label, help, value, onChange }: TruthProps) => {
  const id = useId()
  return (
    <div className={field.group}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <select id={id} className={classes(field.box, field.mono)} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{words.truth.unsaid}</option>
        <option value="true">{words.truth.true}</option>
        <option value="false">{words.truth.false}</option>
      </select>
      <p className={field.help}>{help}</p>
    </div>
  )
}
