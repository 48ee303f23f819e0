import { useState } from 'react'
import { checkWords } from '../../words/checks.ts'
import { keysWords as words } from '../../words/keys.ts'
import { CopyRow } from './copy-row.tsx'
import { GroupHead, quietLook } from './group-head.tsx'
import styles from './key-copies.module.css'
import { More, step } from './more.tsx'
import type { Advice } from './sorted.ts'

/** One piece of advice, and each file that it is for. */
export const AdviceRows = ({ advice: { check, rows } }: { advice: Advice }) => {
  const [shown, show] = useState(step)
  const { title, why, fix } = checkWords(check)
  return (
    <tbody className={styles.group}>
      <GroupHead look={quietLook(check)} act={null} below={fix}>
        <b>{words.advice.rows(rows.length)}</b>
        <b>{title}</b>
        <span className={styles.why}>{why}</span>
      </GroupHead>
      {rows
        .slice(0, shown)
        .flatMap(({ row, copies }) =>
          copies.map((copy) => <CopyRow key={copy.path} copy={copy} identity={row.identity} tooMany={false} name={row.shownName} />),
        )}
      {rows.length > shown && <More left={rows.length - shown} onPress={() => show(shown + step)} />}
    </tbody>
  )
}
