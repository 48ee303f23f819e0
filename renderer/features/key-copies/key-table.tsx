import { useMemo, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import table from '../../ui/table.module.css'
import text from '../../ui/text.module.css'
import { checkWords } from '../../words/checks.ts'
import { keysWords as words } from '../../words/keys.ts'
import { AdviceRows } from './advice-rows.tsx'
import { CopyRow } from './copy-row.tsx'
import { FindingRows } from './finding-rows.tsx'
import { GroupHead } from './group-head.tsx'
import styles from './key-copies.module.css'
import { More, step } from './more.tsx'
import type { Advice, Named } from './sorted.ts'

/** What to do about each check of each key; a thousand with the same trouble are told once. */
function fixesOf(rows: readonly Named[]): readonly (readonly (string | null)[])[] {
  const told = new Set<string>()
  return rows.map(({ checks }) =>
    checks.map((check) => {
      const { fix } = checkWords(check)
      if (fix === null || told.has(fix)) return null
      told.add(fix)
      return fix
    }),
  )
}

interface Rows {
  readonly found: readonly Named[]
  readonly advice: readonly Advice[]
  readonly own: readonly Named[]
  readonly inOrder: readonly Named[]
  /** Nothing could not be looked at. */
  readonly whole: boolean
}

/** Keys that need a person first, then what would be better otherwise, everything in order folded into one last row. */
export const KeyTable = ({ found, advice, own, inOrder, whole }: Rows) => {
  const [shown, show] = useState(step)
  const most = Math.max(found.length, own.length)
  const told = useMemo(() => fixesOf([...found, ...own]), [found, own])
  const rowOf = (row: Named, at: number) => <FindingRows key={row.key} row={row} primary={at === 0} fixes={told[at] ?? []} />
  return (
    <table className={classes(table.table, table.ends, table.quiet, styles.keys)} aria-label={words.table}>
      <colgroup>
        <col />
        <col className={styles.loads} />
        <col className={styles.data} />
        <col className={styles.changed} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{words.columns.copy}</th>
          <th scope="col">{words.columns.loads}</th>
          <th scope="col">{words.columns.data}</th>
          <th scope="col" className={table.number}>
            {words.columns.changed}
          </th>
        </tr>
      </thead>
      {found.slice(0, shown).map(rowOf)}
      {advice.map((one) => (
        <AdviceRows key={`${one.check.id} ${one.rows[0]?.row.key}`} advice={one} />
      ))}
      {own.slice(0, shown).map((row, at) => rowOf(row, found.length + at))}
      {most > shown && (
        <tbody>
          <More left={most - shown} onPress={() => show(shown + step)} />
        </tbody>
      )}
      {inOrder.length > 0 && <InOrder rows={inOrder} whole={whole} />}
    </table>
  )
}

const names = (rows: readonly Named[]): string =>
  rows
    .slice(0, 8)
    .map(({ shownName }) => shownName)
    .join(', ')

const InOrder = ({ rows, whole }: { rows: readonly Named[]; whole: boolean }) => {
  const [shown, show] = useState(0)
  const files = rows.reduce((sum, { copies }) => sum + copies.length, 0)
  return (
    <tbody className={styles.group}>
      <GroupHead
        look={{ mark: 'pass', tone: 'good' }}
        act={
          <Button small onPress={() => show(shown === 0 ? step : 0)}>
            {shown === 0 ? words.order.show(files) : words.order.hide}
          </Button>
        }
      >
        <b>{words.order.title(rows.length)}</b>
        <b className={text.good}>{words.order.said(whole)}</b>
        <span className={styles.why}>{names(rows)}</span>
      </GroupHead>
      {rows
        .slice(0, shown)
        .flatMap(({ copies, identity }) =>
          copies.map((copy) => <CopyRow key={copy.path} copy={copy} identity={identity} tooMany={false} />),
        )}
      {shown > 0 && rows.length > shown && <More left={rows.length - shown} onPress={() => show(shown + step)} />}
    </tbody>
  )
}
