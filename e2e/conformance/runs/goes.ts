import { type Row, rowLines } from '../report.ts'

/** Id of the row that stands for a whole run which did not reach its end. */
export const WHOLE_RUN = 'all'

/** One go through a run, at a speed. */
export interface Go {
  readonly speed: number
  readonly rows: readonly Row[]
  readonly notes: readonly string[]
}

const differs = ({ verdict }: Row): boolean => verdict.kind === 'differ'
const broke = ({ rows }: Go): boolean => rows.some((row) => row.id === WHOLE_RUN && differs(row))

/**
 * What several goes through one run say together: the rows of the last one that reached its end, where a row is equal
 * when any go showed it equal. What differed in some goes only is told in notes.
 */
export function together(goes: readonly Go[]): Pick<Go, 'rows' | 'notes'> {
  const ended = goes.filter((go) => !broke(go))
  const last = ended.at(-1) ?? goes.at(-1)
  if (last === undefined) throw new Error('A run was not carried out at all.')
  const equals = new Map(goes.flatMap(({ rows }) => rows.filter((row) => row.verdict.kind === 'equal').map((row) => [row.id, row])))
  const rows = last.rows.map((row) => (differs(row) ? (equals.get(row.id) ?? row) : row))
  const left = new Set(rows.filter(differs).map(({ id }) => id))
  const once = goes.flatMap(({ speed, rows: all }) =>
    all
      .filter((row) => differs(row) && !left.has(row.id))
      .map((row) => `note: at ${speed} times the speed only: ${rowLines([row]).join('; ')}`),
  )
  return { rows, notes: [...last.notes, ...once] }
}
