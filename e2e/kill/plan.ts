import type { Strike } from './strike.ts'

/** One case of the whole plan: how the app is struck, and what a person presses at its next life, where they can. */
export interface Cell extends Strike {
  readonly press: 'resume' | 'abort'
}

/** The distinct records of a move to its end, and those that only putting back has, each in its order. */
export interface Records {
  readonly move: readonly string[]
  readonly undo: readonly string[]
}

/** The record after which there is most to put back. */
export const mostToUndo = 'DONE verify-key'

export interface PlannedMove {
  /** Struck one after the other, each in a life of its own; only the last may be put back. */
  readonly cells: readonly Cell[]
  /** Before the first of them the app is struck here, and put back at its next life: their records lie on that way. */
  readonly undoFrom: string | null
}

const whens = ['before', 'after'] as const
const signals = ['SIGKILL', 'SIGTERM'] as const
const triesOfACell = 3

const cross = (records: readonly string[], presses: readonly Cell['press'][]): Cell[] =>
  records.flatMap((record) =>
    whens.flatMap((when) => signals.flatMap((signal) => presses.map((press) => ({ record, when, signal, press }) satisfies Cell))),
  )

/** Every record before and after, by either signal, gone on or put back; what is being put back can only go on. */
export const cellsOf = ({ move, undo }: Records): Cell[] => [...cross(move, ['resume', 'abort']), ...cross(undo, ['resume'])]

export const cellName = ({ record, when, signal, press }: Cell): string => `${when} ${record}, ${signal}, ${press}`

/** Which cells are still to be tried, and what comes next of them. */
export class Plan {
  readonly #records: Records
  #left: { readonly cell: Cell; readonly tries: number }[]
  readonly total: number
  readonly reached: Cell[] = []
  readonly unreached: Cell[] = []

  constructor(records: Records, wanted: (cell: Cell) => boolean = () => true) {
    this.#records = records
    this.#left = cellsOf(records)
      .filter(wanted)
      .map((cell) => ({ cell, tries: 0 }))
    this.total = this.#left.length
  }

  /** One that goes on and one that is put back at a later record in the same move, where there are both; null when all were tried. */
  next(): PlannedMove | null {
    const place = ({ record }: Cell) => this.#records.move.indexOf(record)
    const cells = this.left()
    const [first] = cells
    if (first === undefined) return null
    if (place(first) < 0) return { cells: [first], undoFrom: mostToUndo }
    if (first.press === 'abort') return { cells: [first], undoFrom: null }
    const last = cells.find((cell) => cell.press === 'abort' && place(cell) > place(first))
    return { cells: last === undefined ? [first] : [first, last], undoFrom: null }
  }

  /** Those that nobody came to yet. */
  left(): readonly Cell[] {
    return this.#left.map(({ cell }) => cell)
  }

  /** What became of a cell: one that the move did not come to is tried again, last. */
  tried(cell: Cell, reached: boolean): void {
    const entry = this.#left.find((one) => one.cell === cell)
    if (entry === undefined) return
    this.#left = this.#left.filter((one) => one !== entry)
    if (reached) this.reached.push(cell)
    else if (entry.tries + 1 < triesOfACell) this.#left.push({ cell, tries: entry.tries + 1 })
    else this.unreached.push(cell)
  }
}
