import { useEffect, useState } from 'react'
import { classes } from './classes.ts'
import styles from './copy-id.module.css'
import { Icon } from './mark.tsx'
import text from './text.module.css'

interface CopyProps {
  /** What is shown: six letters, an ellipsis, four letters. */
  readonly short: string
  readonly whole: string
  /** "Copy the whole id" and "Copied". */
  readonly words: { readonly copy: string; readonly copied: string }
  readonly plain?: boolean
  /** In the row of a table: small, its icon only when pointed at, and no stop of the Tab key; the drawer has one that is. */
  readonly inRow?: boolean
}

const shownMs = 2000

/** A short form whose click copies the whole; that it did is a tick in the icon's place, so that nothing moves. */
export const CopyId = ({ short, whole, words, plain, inRow }: CopyProps) => {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), shownMs)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () => {
    void navigator.clipboard?.writeText(whole).then(() => setCopied(true))
  }
  return (
    <button
      type="button"
      className={classes(styles.copy, inRow && styles.inRow, copied && styles.copied)}
      tabIndex={inRow ? -1 : undefined}
      title={whole}
      aria-label={`${short} ${words.copy}`.trim()}
      onClick={copy}
    >
      <span className={classes(!plain && text.hex)}>{short}</span>
      <Icon name={copied ? 'tick' : 'copy'} />
      <span className={text.hidden} role="status">
        {copied ? words.copied : ''}
      </span>
    </button>
  )
}
