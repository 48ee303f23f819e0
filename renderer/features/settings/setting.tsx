import type { ReactNode } from 'react'
import text from '../../ui/text.module.css'
import styles from './settings.module.css'

/** One setting: its name, what it does, and its control at the end. */
export const Setting = ({ said: [name, does], children }: { said: readonly [name: string, does: string]; children: ReactNode }) => (
  <div className={styles.line}>
    <div>
      <b className={text.medium}>{name}</b>
      <p>{does}</p>
    </div>
    <div>{children}</div>
  </div>
)
