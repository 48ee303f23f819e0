import { useState } from 'react'
import type { BinaryRow } from '../../../electron/contract/model/binaries.ts'
import { shortId } from '../../format/ids.ts'
import { size } from '../../format/numbers.ts'
import { timeLongAgo, utc } from '../../format/time.ts'
import { useNow } from '../../state/desk.ts'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import { CopyId } from '../../ui/copy-id.tsx'
import layout from '../../ui/layout.module.css'
import table from '../../ui/table.module.css'
import text from '../../ui/text.module.css'
import { binariesWords as words } from '../../words/binaries.ts'
import styles from './binaries.module.css'
import { Asked, type Asks, BinaryActs } from './binary-acts.tsx'
import { byTool, checkLooks } from './looks.ts'

interface TableProps {
  readonly rows: readonly BinaryRow[]
  readonly editable: boolean
}

type Ask = ((asked: Asks) => void) | null

/** What is asked stands outside the table, whose cells would lay it out as theirs. */
export const BinaryTable = ({ rows, editable }: TableProps) => {
  const [asked, ask] = useState<Asks | null>(null)
  const row = rows.find(({ key }) => key === asked?.key)
  return (
    <>
      <Table rows={rows} ask={editable ? ask : null} />
      {asked !== null && row !== undefined && <Asked row={row} asked={asked} onClose={() => ask(null)} />}
    </>
  )
}

/** Every version under its tool. */
const Table = ({ rows, ask }: { rows: readonly BinaryRow[]; ask: Ask }) => (
  <table className={classes(table.table, table.ends, table.quiet, styles.table)} aria-label={words.table}>
    <colgroup>
      <col className={styles.version} />
      <col className={styles.check} />
      <col className={styles.hash} />
      <col />
      <col className={styles.used} />
      <col className={styles.acts} />
    </colgroup>
    <thead>
      <tr>
        <th scope="col">{words.columns.version}</th>
        <th scope="col">{words.columns.check}</th>
        <th scope="col">{words.columns.hash}</th>
        <th scope="col">{words.columns.source}</th>
        <th scope="col">{words.columns.used}</th>
        <th scope="col" className={table.number}>
          <span className={text.hidden}>{words.columns.acts}</span>
        </th>
      </tr>
    </thead>
    {byTool(rows).map(([tool, versions]) => (
      <tbody key={tool}>
        <tr className={styles.tool}>
          <th scope="rowgroup" colSpan={6}>
            <b className={text.medium}>{tool}</b> <span className={text.quiet}>{words.tools[tool]}</span>
          </th>
        </tr>
        {versions.map((row) => (
          <Version key={row.key} row={row} ask={ask} />
        ))}
      </tbody>
    ))}
  </table>
)

const second = (said: string | null, title?: string) =>
  said !== null && (
    <small className={text.faint} title={title}>
      {said}
    </small>
  )

const Version = ({ row, ask }: { row: BinaryRow; ask: Ask }) => (
  <tr>
    <td className={table.tall}>
      <span className={layout.two}>
        <span>{row.version ?? words.own}</span>
        {second(row.sizeBytes === null ? null : size(row.sizeBytes))}
      </span>
    </td>
    <td>
      <Chip {...checkLooks[row.check]}>{words.checks[row.check]}</Chip>
    </td>
    <td>
      <Sum row={row} />
    </td>
    <td className={table.wrap}>
      <Source row={row} />
    </td>
    <td className={table.wrap}>
      <Users row={row} />
    </td>
    <td className={table.number}>{ask !== null && <BinaryActs row={row} ask={ask} />}</td>
  </tr>
)

const Sum = ({ row: { sha256, changed } }: { row: BinaryRow }) =>
  sha256 === null ? (
    <span className={text.faint}>{words.notHashed}</span>
  ) : (
    <span className={layout.two}>
      <CopyId short={shortId(sha256)} whole={sha256} words={words.hash} />
      {changed !== null && <small className={text.bad}>{words.is(shortId(changed.sha256))}</small>}
    </span>
  )

/** Of a file its name, of an address its host, too; the whole stands in the tooltip. */
const shortPlace = ({ is, place }: BinaryRow['from']): string => {
  const name = place.split(/[/\\]/).at(-1) ?? place
  if (is === 'url') return URL.canParse(place) ? `${new URL(place).host}/…/${name}` : place
  return is === 'archive' ? name : place
}

const Source = ({ row: { from, since, version, noexec, quarantined, belowFloor } }: { row: BinaryRow }) => {
  const now = useNow(60_000)
  const when = since === null ? null : timeLongAgo(since, now)
  const said = when === null ? words.neverStarted : version === null ? words.firstStart(when) : words.since(when)
  return (
    <span className={layout.two}>
      <span>
        {from.is !== 'own' && `${words.sources[from.is]} `}
        <span className={text.path} title={from.place}>
          {shortPlace(from)}
        </span>
      </span>
      {second(said, since === null ? undefined : utc(since))}
      {belowFloor !== null && <small className={text.warn}>{words.floor(belowFloor)}</small>}
      {noexec !== null && <small className={text.bad}>{words.noexec(noexec)}</small>}
      {quarantined && <small className={text.warn}>{words.quarantined}</small>}
    </span>
  )
}

const Users = ({ row: { usedBy, kept } }: { row: BinaryRow }) => (
  <span className={layout.two}>
    <span className={usedBy.length === 0 ? text.faint : undefined} title={usedBy.map(({ name }) => name).join(', ')}>
      {usedBy.length === 0 ? words.nobody : words.users(usedBy.map(({ name }) => name))}
    </span>
    {second(
      usedBy.length > 0
        ? words.runs(usedBy.filter(({ runs }) => runs).length)
        : kept.length > 0
          ? words.kept(kept.map(({ name }) => name))
          : null,
    )}
  </span>
)
