import type { MoveState } from '../../electron/contract/model/migration.ts'
import type { Strike } from './strike.ts'

/** One case: how the app is struck, and what a person presses at its next life, where they can. */
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
  /** State in which it is put back while it runs. */
  readonly abortAt: MoveState | null
}

export const undisturbed: PlannedMove = { cells: [], undoFrom: null, abortAt: null }

/** Which cases are tried. */
export interface Choice {
  readonly cells: (records: Records) => Cell[]
  /** Cases of one move at the most. */
  readonly perMove: number
  /** One more move is put back in this state, while it runs. */
  readonly abortAt: MoveState | null
}

const triesOfACell = 3
const longestDelayMs = 250
/** Of each step's plan, beside the steps themselves. */
const amidSteps = 10

export const cellName = ({ record, when, delayMs, signal, press }: Cell): string =>
  `${when} ${record}${delayMs === undefined ? '' : ` + ${delayMs} ms`}, ${signal}, ${press}`

const whens = ['before', 'after'] as const
const signals = ['SIGKILL', 'SIGTERM'] as const
const cross = (records: readonly string[], presses: readonly Cell['press'][]): Cell[] =>
  records.flatMap((record) =>
    whens.flatMap((when) => signals.flatMap((signal) => presses.map((press) => ({ record, when, signal, press }) satisfies Cell))),
  )

/** Every record before and after, by either signal, gone on or put back; what is being put back can only go on. */
export const everyCase = ({ move, undo }: Records): Cell[] => [...cross(move, ['resume', 'abort']), ...cross(undo, ['resume'])]

const killed = { when: 'after', signal: 'SIGKILL' } as const

/** Somewhere after so many records, evenly spread, before or after what follows each. `random`: between 0 and 1. */
export const someAmid =
  (count: number, random: () => number) =>
  ({ move, undo }: Records): Cell[] => {
    const records = [...move, ...undo]
    return Array.from({ length: count }, (_, index) => Math.floor(((index + random()) * records.length) / count)).flatMap((place) =>
      records
        .slice(place, place + 1)
        .map((record): Cell => ({ ...killed, record, when: 'amid', delayMs: Math.round(random() * longestDelayMs), press: 'resume' })),
    )
  }

/** Killed after every record and gone on, put back after two of them, and killed at some moments between records. */
export const eachStep =
  (random: () => number) =>
  (records: Records): Cell[] => [
    ...[...records.move, ...records.undo].map((record): Cell => ({ ...killed, record, press: 'resume' })),
    ...[mostToUndo, 'DONE stage-rows'].map((record): Cell => ({ ...killed, record, press: 'abort' })),
    ...someAmid(amidSteps, random)(records),
  ]

/** Of these the ones whose name fits, and of those every so many. */
export const share = (cells: readonly Cell[], only: RegExp | null, every: number): Cell[] =>
  cells.filter((cell) => only === null || only.test(cellName(cell))).filter((_, index) => index % every === 0)

interface Entry {
  readonly cell: Cell
  readonly tries: number
}

/** Which cells are still to be tried, and what comes next of them. */
export class Plan {
  readonly #records: Records
  readonly #perMove: number
  #left: readonly Entry[]
  readonly total: number
  readonly reached: Cell[] = []
  readonly unreached: Cell[] = []

  constructor(records: Records, cells: readonly Cell[], perMove: number) {
    this.#records = records
    this.#perMove = perMove
    this.#left = cells.map((cell) => ({ cell, tries: 0 }))
    this.total = cells.length
  }

  /** As many that go on as fit in one move, and one that is put back after them where there is one; null when all were tried. */
  next(): PlannedMove | null {
    const [first] = this.#left
    if (first === undefined) return null
    const cells = first.tries > 0 || first.cell.press === 'abort' ? [first.cell] : this.#packed(first.cell)
    return { ...undisturbed, cells, undoFrom: this.#records.move.includes(first.cell.record) ? null : mostToUndo }
  }

  #packed(first: Cell): Cell[] {
    const { move, undo } = this.#records
    const way = move.includes(first.record) ? move : undo
    const place = (cell: Cell | undefined) => (cell === undefined ? way.length : way.indexOf(cell.record))
    const fresh = this.#left.filter(({ tries }) => tries === 0).map(({ cell }) => cell)
    const goOn = [first]
    for (const cell of fresh) if (cell.press === 'resume' && place(cell) > place(goOn.at(-1))) goOn.push(cell)
    const before = goOn.slice(0, this.#perMove - 1)
    const last = fresh.find((cell) => cell.press === 'abort' && place(cell) > place(before.at(-1)))
    return last === undefined ? goOn.slice(0, this.#perMove) : [...before, last]
  }

  /** Those that nobody came to yet. */
  left(): readonly Cell[] {
    return this.#left.map(({ cell }) => cell)
  }

  /** What became of a move's cells: the first that it did not come to is tried again, last and alone; those after it had no turn. */
  tried({ cells }: PlannedMove, reached: number): void {
    const missed = this.#left.find(({ cell }) => cell === cells[reached])
    this.reached.push(...cells.slice(0, reached))
    this.#left = this.#left.filter(({ cell }) => !cells.slice(0, reached + 1).includes(cell))
    if (missed === undefined) return
    if (missed.tries + 1 < triesOfACell) this.#left = [...this.#left, { ...missed, tries: missed.tries + 1 }]
    else this.unreached.push(missed.cell)
  }
}
