import { useId } from 'react'
import { utc } from '../../format/time.ts'
import { useNow } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import field from '../../ui/field.module.css'
import { Field } from '../../ui/field.tsx'
import { Section } from '../../ui/section.tsx'
import { networkWords } from '../../words/networks.ts'
import { epochOf, type NetworkForm, pickedAt, spanOf, wholeOf } from './network-form.ts'
import styles from './networks.module.css'

const words = networkWords.clock
type SpanName = 'layer' | 'shift' | 'gap' | 'grace'

interface ClockProps {
  readonly form: NetworkForm
  readonly change: (parts: Partial<NetworkForm>) => void
  readonly onGuide: () => void
}

/** When it begins, and the durations that hold for good. */
export const ClockFields = ({ form, change, onGuide }: ClockProps) => {
  const span = (name: SpanName) => <Span key={name} name={name} value={form[name]} change={change} />
  return (
    <Section
      title={words.title}
      note={words.note(epochOf(form))}
      className={styles.part}
      beside={
        <Button small kind="quiet" onPress={onGuide}>
          {words.asGuide}
        </Button>
      }
    >
      <Genesis value={form.genesis} onChange={(genesis) => change({ genesis })} />
      <div className={styles.fields}>
        {span('layer')}
        <Field
          label={words.layers}
          help=""
          error={wholeOf(form.layers) === null ? words.countBad : null}
          value={form.layers}
          onChange={(layers) => change({ layers })}
          maxLength={6}
        />
        {span('shift')}
        {span('gap')}
        {span('grace')}
      </div>
    </Section>
  )
}

interface SpanProps extends Pick<ClockProps, 'change'> {
  readonly name: SpanName
  readonly value: string
}

const Span = ({ name, value, change }: SpanProps) => (
  <Field
    label={words[name]}
    help={words.spanHelp[name]}
    error={spanOf(value) === null ? words.spanBad : null}
    value={value}
    onChange={(typed) => change({ [name]: typed })}
    maxLength={20}
  />
)

/** In local time, with UTC below. */
const Genesis = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => {
  const id = useId()
  const now = useNow(1000)
  const at = pickedAt(value)
  return (
    <div className={field.group}>
      <label className={field.label} htmlFor={id}>
        {words.genesis}
      </label>
      <input
        id={id}
        type="datetime-local"
        step={1}
        className={field.box}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={`${id}-below`}
      />
      <p id={`${id}-below`} className={field.help}>
        {words.genesisHelp(at === null ? '' : utc(at), at === null ? null : at - now)}
      </p>
    </div>
  )
}
