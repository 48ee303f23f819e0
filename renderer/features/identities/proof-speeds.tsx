import type { ProofSeen } from '../../../electron/contract/model/history.ts'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { count, rate } from '../../format/numbers.ts'
import { useAsked } from '../../state/ask.ts'
import { classes } from '../../ui/classes.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import table from '../../ui/table.module.css'
import text from '../../ui/text.module.css'
import { historyWords } from '../../words/history.ts'
import { Answered } from './answered.tsx'
import styles from './history.module.css'

const words = historyWords.proofs
const barsMost = 24

/** How fast its proofs were made, and in how many passes: a chart, and the same in numbers. */
export const ProofSpeeds = ({ row: { id, standing, progress, cell } }: { row: IdentityRow }) => {
  const mark = JSON.stringify([standing, progress.phase, cell.event])
  const asked = useAsked(`${id} ${mark}`, (client) => client.history.proofs({ id }), { waitMs: 0 })
  return (
    <Section className={layout.above} title={words.title} level="h3">
      <Answered asked={asked}>
        {({ proofs }) =>
          proofs.length === 0 ? (
            <p className={text.note}>{words.none}</p>
          ) : (
            <>
              <Chart proofs={proofs.slice(0, barsMost).toReversed()} />
              <Numbers proofs={proofs} />
            </>
          )
        }
      </Answered>
    </Section>
  )
}

type Known = ProofSeen & { readonly bytesPerSecond: number }
const isKnown = (proof: ProofSeen): proof is Known => proof.bytesPerSecond !== null

const chartSays = (known: readonly Known[], last: Known): string => {
  const speeds = known.map(({ bytesPerSecond }) => bytesPerSecond)
  return words.chart({
    proofs: known.length,
    slowest: Math.min(...speeds),
    fastest: Math.max(...speeds),
    last: last.bytesPerSecond,
    epoch: last.epoch,
  })
}

/** Solid bars are speeds that were seen; where none was, a dashed stub stands on the line. */
const Chart = ({ proofs }: { proofs: readonly ProofSeen[] }) => {
  const known = proofs.filter(isKnown)
  const last = known.at(-1)
  if (last === undefined) return <p className={text.note}>{words.noSpeed}</p>
  const fastest = Math.max(...known.map(({ bytesPerSecond }) => bytesPerSecond))
  const width = 100 / Math.max(12, proofs.length)
  return (
    <>
      <svg className={styles.chart} role="img" aria-label={chartSays(known, last)}>
        <line className={styles.scale} x1="0" x2="100%" y1="28" y2="28" />
        <text className={styles.label} x="0" y="10">
          {rate(fastest)}
        </text>
        {proofs.map((proof, place) => (
          <Bar key={proof.epoch} proof={proof} x={place * width} width={width} part={(proof.bytesPerSecond ?? 0) / fastest} />
        ))}
        <line className={styles.base} x1="0" x2="100%" y1="92" y2="92" />
        <text className={styles.label} x="0" y="106">
          {proofs[0]?.epoch}
        </text>
        {proofs.length > 1 && (
          <text className={classes(styles.label, styles.end)} x={`${proofs.length * width}%`} y="106">
            {proofs.at(-1)?.epoch}
          </text>
        )}
      </svg>
      <p className={text.note}>{chartSays(known, last)}</p>
    </>
  )
}

const Bar = ({ proof, x, width, part }: { proof: ProofSeen; x: number; width: number; part: number }) => {
  const height = Math.max(2, 64 * part)
  const place = { x: `${x + width * 0.15}%`, width: `${width * 0.7}%` }
  if (!isKnown(proof)) return <rect className={styles.unseen} {...place} y="84" height="8" />
  return (
    <>
      <rect className={proof.how === 'failed' ? styles.failed : styles.speed} {...place} y={92 - height} height={height} />
      {(proof.passes ?? 1) > 1 && (
        <text className={classes(styles.label, styles.middle)} x={`${x + width / 2}%`} y={88 - height}>
          {words.times(proof.passes ?? 1)}
        </text>
      )}
    </>
  )
}

const tookOf = ({ began, ended }: ProofSeen): string => (began === null || ended === null ? words.unknown : words.took(ended - began))

const Numbers = ({ proofs }: { proofs: readonly ProofSeen[] }) => (
  <Disclosure label={words.table(proofs.length)}>
    <table className={classes(table.table, table.ends, table.quiet, styles.numbers)}>
      <thead>
        <tr>
          {Object.entries(words.columns).map(([column, head]) => (
            <th key={column} scope="col" className={column === 'end' ? undefined : table.number}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {proofs.map((proof) => (
          <tr key={proof.epoch}>
            <td className={table.number}>{count(proof.epoch)}</td>
            <td className={table.number}>{isKnown(proof) ? words.speed(proof.bytesPerSecond, proof.source) : words.unknown}</td>
            <td className={table.number} title={proof.bytes == null ? undefined : words.read(proof.bytes)}>
              {proof.passes === null ? words.unknown : count(proof.passes)}
            </td>
            <td className={table.number}>{tookOf(proof)}</td>
            <td>{proof.how === null ? words.runs : words.ends[proof.how]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Disclosure>
)
