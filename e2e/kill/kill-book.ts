/** One record of a move's journal, as far as a kill point needs it. */
export interface JournalPoint {
  readonly kind: string
  readonly step: string
}

export const pointName = ({ kind, step }: JournalPoint): string => `${kind} ${step}`

export interface KillPoint {
  readonly name: string
  /** Milliseconds between seeing the record and the kill. */
  readonly delayMs: number
}

export interface KillBookOptions {
  /** `kinds`: every distinct step once. `all`: record after record. A number: so many, distinct ones first, then random ones. */
  readonly points: 'kinds' | 'all' | number
  /** Kills of one move at the most. */
  readonly perMove: number
  /** Between 0 and 1. */
  readonly random: () => number
}

/** Moves in a row without a new kind of record after which there are none left. */
const barrenMoves = 3
const randomChance = 0.12
const longestDelayMs = 250

/** Decides at which records the host is killed, so that each step gets its turn. */
export class KillBook {
  readonly #options: KillBookOptions
  readonly #killed = new Set<string>()
  #kills = 0
  #inMove = 0
  #barren = 0
  #newInMove = false
  #nextRecord = 1
  #reached = true
  #forced: string | null = null

  constructor(options: KillBookOptions) {
    this.#options = options
  }

  /** `forced`: the record at which this move is killed in any case. */
  beginMove(forced: string | null): void {
    this.#inMove = 0
    this.#newInMove = false
    this.#reached = false
    this.#forced = forced
  }

  endMove(): void {
    this.#barren = this.#newInMove ? 0 : this.#barren + 1
  }

  get kills(): number {
    return this.#kills
  }

  done(): boolean {
    const { points } = this.#options
    if (points === 'kinds') return this.#barren >= barrenMoves
    return points === 'all' ? !this.#reached : this.#kills >= points
  }

  /** `count` records stand in the journal now, the newest is `newest`. Null: let it live. */
  at(newest: JournalPoint, count: number): KillPoint | null {
    const name = pointName(newest)
    if (name === this.#forced) {
      this.#forced = null
      return this.#take(name, 0)
    }
    return this.#options.points === 'all' ? this.#record(name, count) : this.#kind(name)
  }

  #record(name: string, count: number): KillPoint | null {
    if (count < this.#nextRecord || this.#inMove >= this.#options.perMove) return null
    this.#reached = true
    this.#nextRecord = count + 1
    return this.#take(`${name} (record ${count})`, 0)
  }

  #kind(name: string): KillPoint | null {
    const { points, perMove, random } = this.#options
    if (this.#inMove >= perMove || (typeof points === 'number' && this.#kills >= points)) return null
    if (!this.#killed.has(name)) return this.#take(name, 0)
    if (typeof points !== 'number' || random() >= randomChance) return null
    return this.#take(name, Math.round(random() * longestDelayMs))
  }

  #take(name: string, delayMs: number): KillPoint {
    if (!this.#killed.has(name)) this.#newInMove = true
    this.#killed.add(name)
    this.#kills += 1
    this.#inMove += 1
    return { name, delayMs }
  }
}
