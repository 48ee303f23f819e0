import { useState } from 'react'
import type { Smidge } from '../../../electron/contract/model/earned.ts'
import type { EpochCell } from '../../../electron/contract/model/history.ts'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { coins } from '../../format/coins.ts'
import { useAsked } from '../../state/ask.ts'
import { Button } from '../../ui/button.tsx'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { historyWords, outcomeLooks, sumsOf } from '../../words/history.ts'
import { Answered } from './answered.tsx'
import { epochMark } from './epoch-mark.ts'
import styles from './history.module.css'
import { HistoryExport } from './history-export.tsx'

const words = historyWords.grid
/** Two lines of twelve. */
const shownFirst = 24

/** What each epoch came to; where nobody looked the line breaks. */
export const HistoryGrid = ({ row }: { row: IdentityRow }) => {
  const { id } = row
  const asked = useAsked(`${id} ${epochMark(row)}`, (client) => client.history.grid({ id }), { waitMs: 0 })
  return (
    <Section className={layout.above} title={words.title} level="h3">
      <Answered asked={asked}>
        {({ cells }) =>
          cells.length === 0 ? (
            <p className={text.note}>{words.none}</p>
          ) : (
            <>
              <Grid cells={cells} />
              <HistoryExport row={row} />
            </>
          )
        }
      </Answered>
    </Section>
  )
}

const Grid = ({ cells }: { cells: readonly EpochCell[] }) => {
  const [all, showAll] = useState(false)
  const shown = all ? cells : cells.slice(-shownFirst)
  return (
    <>
      <ol className={styles.grid}>
        {shown.map((cell) => (
          <Cell key={cell.epoch} cell={cell} />
        ))}
      </ol>
      <p className={text.note}>{sumsOf(shown)}</p>
      {shown.some(({ is }) => is === 'not-seen') && <p className={text.note}>{words.notSeen}</p>}
      {shown.some(({ is }) => is === 'forgotten') && <p className={text.note}>{words.forgotten}</p>}
      {shown.length < cells.length && (
        <Button small onPress={() => showAll(true)}>
          {words.earlier(cells.length - shown.length)}
        </Button>
      )}
    </>
  )
}

const Cell = ({ cell: { epoch, is, paid } }: { cell: EpochCell }) => {
  const look = outcomeLooks[is]
  const said = words.cell(
    epoch,
    words.outcomes[is],
    paid === undefined ? null : { layers: paid.layers, amount: coins(paid.total as Smidge) },
  )
  return (
    <li className={look === null ? styles.hole : undefined} title={said}>
      {look && <Mark name={look.mark} tone={look.tone} />}
      <span className={text.hidden}>{said}</span>
      <span className={styles.epoch} aria-hidden="true">
        {epoch}
      </span>
    </li>
  )
}
