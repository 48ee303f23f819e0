import { type ReactNode, type Ref, useId } from 'react'
import { Link } from 'wouter'
import styles from './button.module.css'
import { classes } from './classes.ts'
import type { IconName } from './icons.ts'
import { Icon, Mark } from './mark.tsx'
import type { Look } from './tone.ts'

interface ButtonLook {
  readonly kind?: 'plain' | 'primary' | 'quiet' | 'danger' | 'danger-ready' | undefined
  readonly small?: boolean | undefined
  readonly icon?: IconName | undefined
}

interface ButtonProps extends ButtonLook {
  readonly children: ReactNode
  /** Where the spoken name says more than what is shown; it holds what is shown. */
  readonly spoken?: string | undefined
  readonly onPress?: (() => void) | undefined
  readonly submit?: boolean | undefined
  /** Why it is closed, in words that say what would open it; shown beside the button. `null` when it is open. */
  readonly closed?: string | null | undefined
  readonly closedMark?: Look | undefined
  /** Where the reason stands; before it when the button ends its row. */
  readonly reason?: 'after' | 'before' | undefined
  readonly reference?: Ref<HTMLButtonElement> | undefined
}

const lookOf = ({ kind = 'plain', small }: ButtonLook) => classes(styles.button, kind !== 'plain' && styles[kind], small && styles.small)

/** A closed button stays focusable and says why; it never just greys out. */
export const Button = (props: ButtonProps) => {
  const why = useId()
  const closed = props.closed ?? null
  const reason = closed !== null && (
    <span className={styles.why} id={why}>
      {props.closedMark && <Mark name={props.closedMark.mark} tone={props.closedMark.tone} />}
      {closed}
    </span>
  )
  return (
    <>
      {props.reason === 'before' && reason}
      <button
        ref={props.reference}
        type={props.submit ? 'submit' : 'button'}
        className={lookOf(props)}
        aria-label={props.spoken}
        aria-disabled={closed !== null || undefined}
        aria-describedby={closed === null ? undefined : why}
        onClick={(event) => {
          if (closed === null) props.onPress?.()
          else event.preventDefault()
        }}
      >
        {props.icon && <Icon name={props.icon} />}
        {props.children}
      </button>
      {props.reason !== 'before' && reason}
    </>
  )
}

export const ButtonLink = ({ to, children, ...look }: ButtonLook & { readonly to: string; readonly children: ReactNode }) => (
  <Link href={to} className={lookOf(look) ?? ''}>
    {look.icon && <Icon name={look.icon} />}
    {children}
  </Link>
)

interface SaveLinkProps {
  readonly name: string
  readonly type: string
  readonly text: string
  readonly children: ReactNode
}

/** Keeps a text as a file of this computer; nothing is sent anywhere. */
export const SaveLink = ({ name, type, text, children }: SaveLinkProps) => (
  <a className={lookOf({})} download={name} href={`data:${type};charset=utf-8,${encodeURIComponent(text)}`}>
    {children}
  </a>
)

/** A square button; its name is spoken and shown as a tooltip. */
export const IconButton = ({ name, icon, onPress, small }: { name: string; icon: IconName; onPress: () => void; small?: boolean }) => (
  <button
    type="button"
    className={classes(styles.button, styles.quiet, styles.square, small && styles.small)}
    aria-label={name}
    title={name}
    onClick={onPress}
  >
    <Icon name={icon} />
  </button>
)
