import { useMemo, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import table from '../../ui/table.module.css'
import text from '../../ui/text.module.css'
import { checkWords } from '../../words/checks.ts'
import { keysWords as words } from '../../words/keys.ts'
import { CopyRow } from './copy-row.tsx'
import { FindingRows } from './finding-rows.tsx'
import { GroupHead } from './group-head.tsx'
import styles from './key-copies.module.css'
import type { Named } from './sorted.ts'

/** More are drawn when they are asked for. */
const step = 50

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
  readonly inOrder: readonly Named[]
  /** Nothing could not be looked at. */
  readonly whole: boolean
}

/** Keys with a copy too many or too few first, everything in order folded into one last row. */
export const KeyTable = ({ found, inOrder, whole }: Rows) => {
  const [shown, show] = useState(step)
  const fixes = useMemo(() => fixesOf(found), [found])
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
      {found.slice(0, shown).map((row, at) => (
        <FindingRows key={row.key} row={row} primary={at === 0} fixes={fixes[at] ?? []} />
      ))}
      {found.length > shown && <More left={found.length - shown} onPress={() => show(shown + step)} />}
      {inOrder.length > 0 && <InOrder rows={inOrder} whole={whole} />}
    </table>
  )
}

const More = ({ left, onPress }: { left: number; onPress: () => void }) => (
  <tbody>
    <tr>
      <td colSpan={4}>
        <Button small onPress={onPress}>
          {words.more(left)}
        </Button>
      </td>
    </tr>
  </tbody>
)

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
      {shown > 0 && rows.length > shown && (
        <tr>
          <td colSpan={4}>
            <Button small onPress={() => show(shown + step)}>
              {words.more(rows.length - shown)}
            </Button>
          </td>
        </tr>
      )}
    </tbody>
  )
}
