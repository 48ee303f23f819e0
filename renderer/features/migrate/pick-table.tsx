import { useMemo } from 'react'
import type { SmesherId } from '../../../electron/contract/model/basics.ts'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import type { NodeRow } from '../../../electron/contract/model/rig.ts'
import { shortId } from '../../format/ids.ts'
import { count } from '../../format/numbers.ts'
import { useRows } from '../../state/desk.ts'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import table from '../../ui/table.module.css'
import text from '../../ui/text.module.css'
import { migrateWords } from '../../words/migrate.ts'
import { stateWords } from '../../words/states.ts'
import styles from './migrate.module.css'

const words = migrateWords.choose

/** Why an identity can't be chosen now, in words; `null` when it can. The checks decide the rest. */
const closedFor = (row: IdentityRow, source: string): string | null => {
  if (row.ban.state === 'banned') return words.banned
  if (row.overlay === 'held-by-migration') return words.held
  return row.keyFiles.some(({ node, state }) => state === 'loadable' && node === source) ? null : words.noKey
}

interface PickProps {
  readonly source: NodeRow
  readonly chosen: SmesherId | null
  readonly choose: (identity: SmesherId) => void
}

/** The source's identities; those that can't be moved say why. */
export const PickTable = ({ source, chosen, choose }: PickProps) => {
  const identities = useRows('identities')
  const rows = useMemo(
    () =>
      Object.values(identities)
        .filter(({ node }) => node === source.name)
        .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    [identities, source.name],
  )
  return (
    <Section className={layout.above} title={words.which(source.name)} note={words.whichNote}>
      {rows.length === 0 ? (
        <p className={text.note}>{words.none}</p>
      ) : (
        <table className={classes(table.table, table.ends, styles.pick)} aria-label={words.which(source.name)}>
          <colgroup>
            <col className={styles.tick} />
            <col className={styles.who} />
            <col className={styles.stateColumn} />
            <col className={styles.units} />
            <col />
          </colgroup>
          <PickHead />
          <tbody>
            {rows.map((row) => (
              <PickRow key={row.id} row={row} closed={closedFor(row, source.name)} chosen={row.id === chosen} choose={choose} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}

const PickHead = () => (
  <thead>
    <tr>
      <th scope="col">
        <span className={text.hidden}>{words.columns.pick}</span>
      </th>
      <th scope="col">{words.columns.identity}</th>
      <th scope="col">{words.columns.state}</th>
      <th scope="col" className={classes(table.number, styles.units)}>
        {words.columns.units}
      </th>
      <th scope="col">{words.columns.may}</th>
    </tr>
  </thead>
)

interface RowProps {
  readonly row: IdentityRow
  readonly closed: string | null
  readonly chosen: boolean
  readonly choose: (identity: SmesherId) => void
}

const PickRow = ({ row, closed, chosen, choose }: RowProps) => {
  const state = stateWords(row.state)
  return (
    <tr data-selected={chosen || undefined} onClick={() => closed === null && choose(row.id)}>
      <td className={styles.radio}>
        <input
          type="radio"
          name="identity"
          aria-label={row.name}
          aria-describedby={`may-${row.id}`}
          checked={chosen}
          aria-disabled={closed !== null || undefined}
          onChange={() => closed === null && choose(row.id)}
        />
      </td>
      <td className={closed === null ? undefined : text.quiet}>
        <b className={text.medium}>{row.name}</b> <span className={classes(text.hex, styles.besides)}>{shortId(row.id)}</span>
      </td>
      <td>
        <Chip mark={state.mark} tone={row.tone}>
          {state.title}
        </Chip>
      </td>
      <td className={classes(table.number, styles.units)}>{row.numUnits === null ? words.unknown : count(row.numUnits)}</td>
      <td id={`may-${row.id}`} className={classes(table.wrap, closed !== null && text.faint)}>
        {closed ?? words.may}
      </td>
    </tr>
  )
}
