import type { LogLevel } from '../../../electron/contract/model/basics.ts'
import type { ServiceDraft } from '../../../electron/contract/model/door.ts'
import field from '../../ui/field.module.css'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { addWords } from '../../words/add.ts'
import styles from './entries.module.css'
import type { OwnProps } from './entry-page.tsx'
import { fieldOf, type LineField, tlsFields, withField, wrongIn } from './line-options.ts'
import type { ServiceForm } from './service-form.ts'
import { splitArguments } from './split-arguments.ts'

const words = addWords.service.options
const byItself = ''
const levels = ['error', 'warn', 'info', 'debug', 'trace'] as const satisfies readonly LogLevel[]

type Props = Omit<OwnProps<ServiceForm, ServiceDraft>, 'read'>

/** How it proves, and how it reaches its node: parts of its command line, each in a field of its own. */
export const ProvingPart = (props: Props) => {
  const { form, change } = props
  if (splitArguments(form.line) === null) return null
  return (
    <>
      <Option {...props} of="address" />
      <details className={styles.fold} open={tlsFields.some((one) => fieldOf(form.line, one) !== '') || undefined}>
        <summary>{words.tls}</summary>
        <div className={styles.form}>
          <p className={field.help}>{words.tlsHelp}</p>
          {tlsFields.map((one) => (
            <Option key={one} {...props} of={one} />
          ))}
        </div>
      </details>
      <Option {...props} of="threads" />
      <Option {...props} of="nonces" />
      <Select
        label={words['randomx-mode'].label}
        value={fieldOf(form.line, 'randomx-mode')}
        onChange={(mode) => change({ line: withField(form.line, 'randomx-mode', mode) })}
        nothing={words.mode.byItself}
        choices={[
          { value: byItself, name: words.mode.byItself },
          { value: 'fast', name: words.mode.fast },
          { value: 'light', name: words.mode.light },
        ]}
      />
      <Select
        label={words.log.label}
        value={form.logLevel ?? byItself}
        onChange={(level) => change({ logLevel: levels.find((one) => one === level) ?? null })}
        nothing={words.log.byItself}
        choices={[{ value: byItself, name: words.log.byItself }, ...levels.map((level) => ({ value: level, name: words.log[level] }))]}
      />
    </>
  )
}

const Option = ({ of, form, change }: Props & { of: Exclude<LineField, 'operator-address' | 'randomx-mode'> }) => {
  const { label, help, wrong } = words[of]
  const isWrong = (of === 'address' || of === 'threads' || of === 'nonces') && wrongIn(of, form.line) !== null
  return (
    <Field
      label={label}
      value={fieldOf(form.line, of)}
      onChange={(value) => change({ line: withField(form.line, of, value.trim()) })}
      help={help}
      error={isWrong ? wrong : null}
      mono
      maxLength={4096}
    />
  )
}
