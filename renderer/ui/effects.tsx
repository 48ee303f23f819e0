import type { ReactNode } from 'react'
import styles from './effects.module.css'
import { Mark } from './mark.tsx'
import type { Look } from './tone.ts'

export interface Effect extends Look {
  readonly text: ReactNode
}

/** The exact effects of an act, one per line. */
export const Effects = ({ effects, label }: { effects: readonly Effect[]; label?: string }) => (
  <ul className={styles.list} aria-label={label}>
    {effects.map((effect, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of sentences, never reordered
      <li key={index}>
        <Mark name={effect.mark} tone={effect.tone} />
        <span>{effect.text}</span>
      </li>
    ))}
  </ul>
)
