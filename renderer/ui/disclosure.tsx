import type { ReactNode } from 'react'
import styles from './disclosure.module.css'
import { Icon } from './mark.tsx'

/** Something that is only wanted now and then: one line that opens. */
export const Disclosure = ({ label, open, children }: { label: ReactNode; open?: boolean; children: ReactNode }) => (
  <details className={styles.disclosure} open={open}>
    <summary>
      <Icon name="chevron" />
      {label}
    </summary>
    {children}
  </details>
)
