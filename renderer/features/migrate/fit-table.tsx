import type { NodeRow } from '../../../electron/contract/model/rig.ts'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import type { MarkName } from '../../ui/marks.ts'
import table from '../../ui/table.module.css'
import type { Tone } from '../../ui/tone.ts'
import { migrateWords } from '../../words/migrate.ts'
import { type FitRow, fitRows } from './fit.ts'
import styles from './migrate.module.css'

const words = migrateWords.choose
const looks: Readonly<Record<FitRow['verdict'], readonly [MarkName, Tone]>> = {
  fits: ['pass', 'good'],
  differs: ['at-risk', 'warn'],
  unknown: ['unknown', 'idle'],
}

export const FitTable = ({ source, target }: { source: NodeRow; target: NodeRow }) => {
  const rows = fitRows(source, target)
  return (
    <table className={classes(table.table, table.ends, table.quiet, styles.fit)} aria-label={words.fit}>
      <colgroup>
        <col className={styles.label} />
        <col />
        <col />
        <col className={styles.says} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{words.fit}</th>
          <th scope="col">{source.name}</th>
          <th scope="col">{target.name}</th>
          <th scope="col" className={table.number}>
            {words.fitOf(rows.filter(({ verdict }) => verdict === 'fits').length, rows.length)}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            <td title={row.source}>{row.source}</td>
            <td title={row.target}>{row.target}</td>
            <td className={table.number}>
              <Chip mark={looks[row.verdict][0]} tone={looks[row.verdict][1]}>
                {row.says}
              </Chip>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
