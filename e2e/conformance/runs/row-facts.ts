import { type RowLook, rowCourses, type Watched } from './courses.ts'
import { collapse, type Facts, type Names, nameOf, type Row, type TableSample } from './record.ts'

interface Stages {
  readonly stage: (row: Row) => NonNullable<RowLook['stage']>
  /** What every epoch goes through in which nothing is done. */
  readonly regular: readonly string[]
}

/** Tables that hold one row of an identity for each epoch. The first one has the initial proof in it, whichever epoch it is. */
const BY_EPOCH: Readonly<Record<string, Stages>> = {
  challenge: {
    stage: (row) => ({
      text: `row${row.post_nonce === null ? '' : ' with initial proof'}${row.poet_proof_ref === null ? '' : ' with PoET proof'}`,
      epoch: row.post_nonce === null ? Number(row.epoch) : null,
    }),
    regular: ['row', 'row with PoET proof', 'gone'],
  },
  poet_registration: {
    // The round that begins in an epoch leads to the publication in the next one.
    stage: (row) => ({ text: 'row', epoch: Number(row.round_id) + 1 }),
    regular: ['row', 'gone'],
  },
}

/** Tables whose rows may live shorter than a look takes: only their columns are compared. */
const FLEETING = ['nipost']
const KEPT = 'post'

const idOf = ({ id, node_id: nodeId }: Row): string => (typeof id === 'string' ? id : typeof nodeId === 'string' ? nodeId : '')

/** A row that is kept for good; that there was none before is no matter of when one began to look. */
function keptFact(list: readonly TableSample[], id: string): readonly string[] {
  const stages = list.map(({ rows }) => rows.filter((row) => idOf(row) === id).map((row) => `units ${String(row.num_units)}`))
  const shown = collapse(stages.map((own) => own.join(', ') || 'none'))
  return shown[0] === 'none' ? shown.slice(1) : shown
}

/** Per identity and table what became of its rows; and the columns of each table. */
export function rowFacts(samples: readonly TableSample[], names: Names, watched: Watched): Facts {
  const facts: Facts = {}
  for (const [table, list] of Map.groupBy(samples, (sample) => sample.table)) {
    const rows = list.flatMap((sample) => sample.rows)
    const [first] = rows
    const stages = BY_EPOCH[table]
    if (first !== undefined && (table === KEPT || stages !== undefined || FLEETING.includes(table)))
      facts[`columns of ${table}`] = Object.keys(first)
    for (const id of new Set(rows.map(idOf))) {
      const fact = `rows in ${table} of ${nameOf(names, id)}`
      if (table === KEPT) facts[fact] = keptFact(list, id)
      if (stages === undefined) continue
      const looks = list.map((sample): RowLook => {
        const row = sample.rows.find((one) => idOf(one) === id)
        return { stage: row === undefined ? null : stages.stage(row), atMs: sample.atMs }
      })
      const courses = rowCourses(looks, stages.regular, watched.times)
      facts[fact] = { kind: table, courses, endedAt: watched.endedAt, missed: new Set<number>() }
    }
  }
  return facts
}
