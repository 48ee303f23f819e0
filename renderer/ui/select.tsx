import { Select as Base } from '@base-ui/react/select'
import type { ReactNode } from 'react'
import type { IconName } from './icons.ts'
import { Icon } from './mark.tsx'
import styles from './select.module.css'

export interface Choice<Value extends string> {
  readonly value: Value
  readonly name: ReactNode
  readonly note?: ReactNode
  /** Present when it can't be chosen; says why. */
  readonly closed?: string | null
}

interface SelectProps<Value extends string> {
  readonly label: string
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  readonly choices: readonly Choice<Value>[]
  readonly nothing: string
  readonly icon?: IconName
}

/** One of a list, each with a second line; arrows, letters and Escape as in the system's own. */
export const Select = <Value extends string>({ label, value, onChange, choices, nothing, icon }: SelectProps<Value>) => {
  const chosen = choices.find((choice) => choice.value === value)
  return (
    <Base.Root value={value} onValueChange={(next) => next !== null && onChange(next)} modal={false}>
      <Base.Label className={styles.label ?? ''}>{label}</Base.Label>
      <Base.Trigger className={styles.trigger ?? ''}>
        {icon && <Icon name={icon} className={styles.faint} />}
        <span className={styles.shown}>{chosen ? <Words choice={chosen} /> : <span className={styles.faint}>{nothing}</span>}</span>
        <Icon name="down" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={styles.positioner ?? ''} sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className={styles.popup ?? ''}>
            {choices.map((choice) => (
              <Base.Item key={choice.value} value={choice.value} className={styles.item ?? ''} disabled={Boolean(choice.closed)}>
                <Base.ItemText>
                  <Words choice={choice} />
                </Base.ItemText>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

const Words = <Value extends string>({ choice }: { choice: Choice<Value> }) => (
  <>
    <b className={styles.name}>{choice.name}</b>
    <span className={styles.note}>{choice.closed ?? choice.note}</span>
  </>
)
