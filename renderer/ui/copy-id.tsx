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
}

const shownMs = 2000

/** A short form whose click copies the whole. */
export const CopyId = ({ short, whole, words, plain }: CopyProps) => {
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
    <button type="button" className={styles.copy} title={whole} aria-label={`${short} ${words.copy}`.trim()} onClick={copy}>
      <span className={classes(!plain && text.hex)}>{short}</span>
      <Icon name="copy" />
      <span className={styles.said} role="status">
        {copied ? words.copied : ''}
      </span>
    </button>
  )
}
