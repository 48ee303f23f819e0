import { type JournalPoint, recordName } from './journal-point.ts'

export interface KillPoint {
  readonly name: string
  /** Milliseconds between seeing the record and the kill. */
  readonly delayMs: number
}

export interface KillBookOptions {
  /** `kinds`: at every distinct record once, then some between records. `all`: at record after record. A number: so many at random. */
  readonly points: 'kinds' | 'all' | number
  /** Kills of one move at the most; a move with a forced one has none before it, and twice as many after it. */
  readonly perMove: number
  /** Moves after which every intention had its turn. */
  readonly round: number
  /** Between 0 and 1. */
  readonly random: () => number
}

const randomChance = 0.15
/** Beside those at new records. */
const randomPerMove = 2
const longestDelayMs = 250

/** Decides at which records the host is killed, so that each step gets its turn. */
export class KillBook {
  readonly #options: KillBookOptions
  readonly #killed = new Set<string>()
  #kills = 0
  #moves = 0
  #inMove = 0
  #drawnInMove = 0
  #newInMove = false
  #barren = false
  #nextRecord = 1
  #reached = true
  #forced: string | null = null
  #wasForced = false

  constructor(options: KillBookOptions) {
    this.#options = options
  }

  /** `forced`: the record at which this move is killed in any case. */
  beginMove(forced: string | null): void {
    this.#inMove = 0
    this.#drawnInMove = 0
    this.#newInMove = false
    this.#reached = false
    this.#forced = forced
    this.#wasForced = forced !== null
  }

  endMove(): void {
    this.#moves += 1
    this.#barren = !this.#newInMove && !this.#wasForced
  }

  /** There is nothing more to try: a whole round went by, and a move to its end had nothing new. */
  done(): boolean {
    const { points, round } = this.#options
    if (points === 'kinds') return this.#moves >= round && this.#barren
    return points === 'all' ? !this.#reached : this.#kills >= points
  }

  /** `count` records stand in the journal now, the newest is `newest`. Null: let it live. */
  at(newest: JournalPoint, count: number): KillPoint | null {
    const name = recordName(newest)
    if (name === this.#forced) {
      this.#forced = null
      this.#inMove = -this.#options.perMove - 1
      return this.#take(name)
    }
    if (this.#forced !== null) return null
    const { points, perMove } = this.#options
    const open = this.#inMove < perMove
    if (points === 'all') return open ? this.#record(name, count) : null
    if (points === 'kinds' && open && !this.#killed.has(name)) return this.#take(name)
    return this.#perhaps(name)
  }

  #record(name: string, count: number): KillPoint | null {
    if (count < this.#nextRecord) return null
    this.#reached = true
    this.#nextRecord = count + 1
    return this.#take(name)
  }

  /** Somewhere after a record, before or after the next. */
  #perhaps(name: string): KillPoint | null {
    const { points, perMove, round, random } = this.#options
    const drawn = this.#drawnInMove
    const open =
      points === 'kinds' ? this.#moves >= round && drawn < randomPerMove : points !== 'all' && this.#kills < points && drawn < perMove
    if (!open || random() >= randomChance) return null
    this.#drawnInMove += 1
    this.#kills += 1
    return { name: `${name} + some ms`, delayMs: Math.round(random() * longestDelayMs) }
  }

  #take(name: string): KillPoint {
    if (!this.#killed.has(name)) this.#newInMove = true
    this.#killed.add(name)
    this.#kills += 1
    this.#inMove += 1
    return { name, delayMs: 0 }
  }
}
