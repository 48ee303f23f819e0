import { memo } from 'react'
import { diskName } from '../../../electron/contract/model/disk-name.ts'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { shortId } from '../../format/ids.ts'
import { count, size } from '../../format/numbers.ts'
import { clockTime, lasting, time, utc } from '../../format/time.ts'
import { useLink, useMirror, useNow } from '../../state/desk.ts'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import { CopyId } from '../../ui/copy-id.tsx'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import table from '../../ui/table.module.css'
import text from '../../ui/text.module.css'
import { identitiesWords as words } from '../../words/identities.ts'
import { stateWords } from '../../words/states.ts'
import { type Column, numberColumns } from './columns.ts'
import { proofBy, serviceSays } from './figures.ts'
import { HistoryStrip } from './history-strip.tsx'
import styles from './identities.module.css'
import { ProgressCell } from './progress-cell.tsx'

interface RowProps {
  readonly id: IdentityRow['id']
  readonly index: number
  readonly columns: readonly Column[]
  /** Its drawer is open. */
  readonly chosen: boolean
  /** One of those on which the acts at the foot act. */
  readonly picked: boolean
}

/** Takes its own row from the mirror; drawn again only when that, or what is chosen, changed. */
export const IdentityTableRow = memo(({ id, index, columns, chosen, picked }: RowProps) => {
  const row = useMirror(({ identities }) => identities[id])
  return (
    row && (
      <tr data-id={id} data-selected={chosen || picked || undefined} aria-rowindex={index + 2}>
        {columns.map((column) => (
          <td
            key={column}
            className={classes(styles[`${column}Column`], classOf[column])}
            title={column === 'disk' ? (row.dataFolder ?? undefined) : undefined}
          >
            {column === 'name' ? <Name row={row} chosen={chosen} picked={picked} /> : <Cell row={row} column={column} />}
          </td>
        ))}
      </tr>
    )
  )
})

const classOf = Object.fromEntries([['name', table.tall], ...numberColumns.map((column) => [column, table.number])]) as Readonly<
  Partial<Record<Column, string>>
>

const Name = ({ row, chosen, picked }: { row: IdentityRow; chosen: boolean; picked: boolean }) => (
  <span className={layout.row}>
    <label className={styles.pick}>
      <input type="checkbox" checked={picked} readOnly tabIndex={-1} aria-label={words.choose(row.name)} />
    </label>
    <span className={layout.two}>
      <a
        id={`identity-${row.id}`}
        href={`#/identities/${row.id}`}
        className={styles.name}
        title={row.name}
        {...(chosen ? { 'aria-current': 'true' as const } : {})}
      >
        {row.name}
      </a>
      <span className={text.tiny} title={row.note ?? row.id}>
        <span className={text.hex}>{shortId(row.id)}</span>
        {row.note !== undefined && <span className={classes(text.faint, styles.note)}>{row.note}</span>}
      </span>
    </span>
    <CopyId short="" whole={row.id} words={words.drawer.id} inRow />
  </span>
)

const faint = (said: string) => <span className={text.faint}>{said}</span>

const Cell = ({ row, column }: { row: IdentityRow; column: Exclude<Column, 'name'> }) => {
  switch (column) {
    case 'state':
      return <StateChip row={row} />
    case 'node':
      return row.node ?? faint(words.none)
    case 'disk':
      return <Disk row={row} />
    case 'units':
      return row.numUnits === null ? faint(words.unknown) : count(row.numUnits)
    case 'size':
      return row.sizeBytes === null ? faint(words.unknown) : size(row.sizeBytes)
    case 'service':
      return <ServiceSays row={row} />
    case 'progress':
      return <ProgressCell row={row} />
    case 'proofBy':
      return <ProofBy row={row} />
    case 'lastAtx':
      return row.lastAtx === null ? faint(words.noAtx) : words.epoch(row.lastAtx.publishEpoch)
    case 'history':
      return <HistoryStrip row={row} />
  }
}

const Disk = ({ row }: { row: IdentityRow }) => {
  const name = diskName(row)
  return name === null ? faint(words.unknown) : name === '/' ? words.systemDisk : name
}

/** Mark, word, and for how long; a pass where one is running; without Smeshdesk the time at which it was so. */
const StateChip = ({ row }: { row: IdentityRow }) => {
  const state = stateWords(row.state)
  const now = useNow()
  const link = useLink()
  const working = row.tone === 'active' && row.overlay === null && (row.progress.phase === 'k2pow' || row.progress.phase === 'reading')
  const lasts = row.since === null ? undefined : lasting(now - row.since)
  const note = working && row.progress.pass !== null ? words.pass(row.progress.pass) : lasts
  return (
    <span className={styles.state} title={row.since === null ? undefined : words.sinceUtc(utc(row.since))}>
      <Chip mark={state.mark} tone={row.tone} note={link.kind === 'lost' ? words.last(clockTime(link.since)) : note}>
        {state.title}
      </Chip>
      {row.unseenLoss !== null && (
        <span className={styles.loss} title={words.loss.said(row.unseenLoss)}>
          <Mark name="missed" tone="bad" />
          <span className={text.hidden}>{words.loss.said(row.unseenLoss)}</span>
        </span>
      )}
    </span>
  )
}

/** The PoST service's own words. */
const ServiceSays = ({ row }: { row: IdentityRow }) => {
  const spoken = serviceSays(row)
  const said = spoken === 'k2pow' || spoken === 'reading' ? words.service[spoken](row.progress) : words.service[spoken]
  const quiet = row.cell.operator === 'off' || row.cell.operator === 'unreachable'
  return <span className={quiet ? text.faint : undefined}>{said}</span>
}

const ProofBy = ({ row }: { row: IdentityRow }) => {
  const now = useNow(60_000)
  const by = proofBy(row)
  if (typeof by === 'number') return <span title={utc(by)}>{time(by, now)}</span>
  if (by === 'done') return words.done
  return <span className={by === 'unknown' ? text.quiet : text.faint}>{by === 'unknown' ? words.unknown : words.notDue}</span>
}
