import { useDeferredValue, useEffect, useId, useState } from 'react'
import type { AddressKind, AddressTry } from '../../../electron/contract/model/door.ts'
import { useWatch } from '../../state/watch.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import field from '../../ui/field.module.css'
import { asTyped } from '../../ui/field.tsx'
import { Mark } from '../../ui/mark.tsx'
import type { Look } from '../../ui/tone.ts'
import { addWords } from '../../words/add.ts'
import { tryWords } from '../../words/door.ts'
import styles from './entries.module.css'
import { isAddress } from './entry-form.ts'

const pauseMs = 400

/** The text once its typing has paused. */
const usePaused = (text: string): string => {
  const [paused, pause] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => pause(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return useDeferredValue(paused)
}

interface AddressFieldProps {
  readonly label: string
  readonly kind: AddressKind
  readonly help: string
  readonly example: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** What its config says, where another one or none stands here. */
  readonly offered: string | null
}

/** An address, with what answers there while it is typed. */
export const AddressField = ({ label, kind, help, example, value, onChange, offered }: AddressFieldProps) => {
  const id = useId()
  const typed = value.trim()
  const paused = usePaused(typed)
  const wrong = typed !== '' && !isAddress(typed)
  const offer = offered !== null && offered !== typed ? offered : null
  return (
    <div className={field.group}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={classes(field.box, field.mono, wrong && field.wrong)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder={example}
        maxLength={300}
        aria-invalid={wrong || undefined}
        aria-describedby={`${id}-help ${id}-try`}
        {...asTyped}
      />
      <p id={`${id}-try`} className={styles.try} aria-live="polite">
        {wrong && <Said mark="failed" tone="bad" words={addWords.node.addressBad} />}
        {!wrong && typed !== '' && <Tried key={paused} kind={kind} address={paused} current={paused === typed} />}
      </p>
      <Offer address={offer} onTake={onChange} />
      <p id={`${id}-help`} className={field.help}>
        {help}
      </p>
    </div>
  )
}

const Offer = ({ address, onTake }: { address: string | null; onTake: (address: string) => void }) =>
  address !== null && (
    <div>
      <Button small onPress={() => onTake(address)}>
        {addWords.fromConfig(address)}
      </Button>
    </div>
  )

/** How an answer looks beside its address. */
export const tryLooks: Readonly<Record<AddressTry['result'], Look>> = {
  right: { mark: 'pass', tone: 'good' },
  'other-listener': { mark: 'failed', tone: 'bad' },
  'not-proven': { mark: 'unknown', tone: 'idle' },
  foreign: { mark: 'failed', tone: 'bad' },
  nobody: { mark: 'failed', tone: 'warn' },
  silent: { mark: 'unknown', tone: 'warn' },
  'not-asked': { mark: 'failed', tone: 'bad' },
  'bad-form': { mark: 'failed', tone: 'bad' },
}

const Said = ({ mark, tone, words }: Look & { words: string }) => (
  <>
    <Mark name={mark} tone={tone} />
    <span>{words}</span>
  </>
)

/** Asks the address for as long as it stands there. */
const Tried = ({ kind, address, current }: { kind: AddressKind; address: string; current: boolean }) => {
  const answer = useWatch(
    `${kind} ${address}`,
    (client, signal) => client.door.watchAddress({ kind, address }, signal),
    (_before: AddressTry | null, event: AddressTry) => event,
  )
  if (answer === null || !current) return <Said mark="unknown" tone="idle" words={tryWords.asking} />
  return <Said {...tryLooks[answer.result]} words={tryWords.says(kind, answer)} />
}
