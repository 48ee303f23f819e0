import type { NodeRow } from '../../../electron/contract/model/rig.ts'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import table from '../../ui/table.module.css'
import type { Look } from '../../ui/tone.ts'
import { migrateWords } from '../../words/migrate.ts'
import { nodesWords } from '../../words/nodes.ts'
import styles from './migrate.module.css'

const words = migrateWords.choose
const { setups } = nodesWords.detail

interface FitRow {
  readonly name: string
  readonly source: string
  readonly target: string
  readonly verdict: 'fits' | 'differs' | 'unknown'
  readonly says: string
}

type Half = string | null

const compared = (name: string, [source, target]: readonly [Half, Half]): FitRow => {
  const known = source !== null && target !== null
  const verdict = !known ? 'unknown' : source === target ? 'fits' : 'differs'
  const says = { fits: words.same, differs: words.differs, unknown: words.unknown }[verdict]
  return { name, source: source ?? words.unknown, target: target ?? words.unknown, verdict, says }
}

const layerOf = ({ sync, reach }: NodeRow): Half => (sync === null || reach !== 'answers' ? null : words.layer(sync.currentLayer))

/** A first look by what both nodes say of themselves; the checks look deeper. */
const fitRows = (source: NodeRow, target: NodeRow): readonly FitRow[] => {
  const synced = source.sync?.synced === true && target.sync?.synced === true
  const folders = source.dataFolder !== null && target.dataFolder !== null
  const remote = source.setup === 'remote' && target.setup === 'remote'
  const layers: readonly [Half, Half] = [layerOf(source), layerOf(target)]
  return [
    compared(words.fits.network, [source.network ?? source.genesisId, target.network ?? target.genesisId]),
    {
      ...compared(words.fits.synced, layers),
      verdict: layers.includes(null) ? 'unknown' : synced ? 'fits' : 'differs',
      says: synced ? words.both : words.notBoth,
    },
    compared(words.fits.program, [source.version, target.version]),
    {
      ...compared(words.fits.setup, [setups[source.setup], setups[target.setup]]),
      verdict: remote ? 'fits' : 'differs',
      says: remote ? words.remote : words.notBoth,
    },
    {
      ...compared(words.fits.folder, [source.dataFolder, target.dataFolder]),
      verdict: folders ? 'fits' : 'unknown',
      says: folders ? words.known : words.unknown,
    },
  ]
}

const looks: Readonly<Record<FitRow['verdict'], Look>> = {
  fits: { mark: 'pass', tone: 'good' },
  differs: { mark: 'at-risk', tone: 'warn' },
  unknown: { mark: 'unknown', tone: 'idle' },
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
              <Chip {...looks[row.verdict]}>{row.says}</Chip>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
