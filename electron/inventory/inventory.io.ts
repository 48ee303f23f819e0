import type { Instant, RigName } from '../contract/model/basics.ts'
import type { Inventory as InventoryState, KeyRow } from '../contract/model/key-copies.ts'
import { type Barrier, type Clock, repeat } from '../time/index.ts'
import { isWhole, lookEverywhere, placeCount, type Seen } from './everywhere.io.ts'
import type { Found } from './found.ts'
import { keyRows } from './key-rows.ts'
import type { LookTools, Places } from './look.io.ts'

/** As often as nodes' own folders are looked at: what did not change costs a question each. */
const lookEveryMs = 15_000
/** A person may name a whole disk: no more than a twentieth of the time is spent looking. */
const rest = 20
/** Who waits is told by then what is known, whatever does not answer. */
const soonMs = 1_000
/** More unread folders are counted in none of these, and none of them is hidden by the others. */
const mostUnread = 200

export interface InventoryOptions {
  readonly places: () => Places
  readonly tools: LookTools
  readonly clock: Clock
  readonly barrier: Barrier
}

const elsewhere = ({ nodes }: Places): RigName[] => nodes.flatMap(({ name, dataFolder }) => (dataFolder === null ? [name] : []))

/** The same objects for rows that say the same, and the same list where nothing changed. */
function kept(before: readonly KeyRow[], rows: readonly KeyRow[]): readonly KeyRow[] {
  const known = new Map(before.map((row) => [row.key, row]))
  const after = rows.map((row) => {
    const same = known.get(row.key)
    return same !== undefined && JSON.stringify(same) === JSON.stringify(row) ? same : row
  })
  return after.length === before.length && after.every((row, at) => row === before[at]) ? before : after
}

const settled = (signal: AbortSignal) =>
  new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }))

/** Looks at every place in which keys may lie, again and again: what is there, and what is wrong with it. Read only. */
class KeyInventory {
  readonly #options: InventoryOptions
  readonly #listeners: (() => void)[] = []
  readonly #loop: ReturnType<typeof repeat>
  readonly #seen: Seen = new Map()
  #rows: readonly KeyRow[] = []
  #state: InventoryState
  /** A person waits for the next look. */
  #asked = true
  #closed = false
  #looking: AbortController | null = null

  constructor(options: InventoryOptions) {
    this.#options = options
    const places = options.places()
    this.#state = {
      lookedAt: null,
      looking: { done: 0, of: placeCount(places) },
      stopped: false,
      unread: [],
      elsewhere: elsewhere(places),
      added: [...places.added],
    }
    this.#loop = repeat(
      options.clock,
      async () => {
        const began = options.clock.now()
        await this.#look()
        return Math.max(lookEveryMs, rest * (options.clock.now() - began))
      },
      options.barrier,
    )
  }

  readonly rows = (): readonly KeyRow[] => this.#rows
  readonly state = (): InventoryState => this.#state
  readonly onChange = (listener: () => void): void => void this.#listeners.push(listener)

  /** Looks now, and tells how far it is; what a look under way has not seen, the next one sees. */
  readonly look = (): void => {
    this.#asked = true
    this.#tell({ stopped: false, looking: this.#state.looking ?? { done: 0, of: placeCount(this.#options.places()) } })
    this.#loop.now()
  }

  /** Something may have changed: looks now, though nobody waits; of many asks one more look comes. */
  readonly lookSoon = (): void => this.#loop.now()

  /** What was seen before stays. */
  readonly stop = (): void => {
    if (this.#state.looking !== null) this.#looking?.abort('stopped')
  }

  readonly close = (): void => {
    this.#closed = true
    this.#loop.stop()
    this.#looking?.abort('closed')
  }

  async #look(): Promise<void> {
    const { places, tools, clock } = this.#options
    const looking = new AbortController()
    const { signal } = looking
    this.#looking = looking
    const at = places()
    // Who asks while it runs waits for the next one too.
    const answers = this.#asked
    const told = (done: number, of: number) => {
      // In steps of a twentieth: each is told to every page.
      if (this.#asked && !signal.aborted && done % Math.ceil(of / 20) === 0) this.#tell({ looking: { done, of } })
    }
    try {
      const soon = () => new Promise((resolve) => clock.after(soonMs, () => resolve(null)))
      const soFar = (found: Found) => !signal.aborted && this.#found(at, found)
      const found = await Promise.race([lookEverywhere(at, tools, { signal, told, seen: this.#seen, soon, soFar }), settled(signal)])
      if (found === null || signal.aborted) this.#tell({ stopped: signal.reason === 'stopped' })
      else this.#found(at, found)
    } finally {
      this.#looking = null
      if (answers || signal.aborted) this.#asked = false
      if (!this.#asked && this.#state.looking !== null) this.#tell({ looking: null })
    }
  }

  #found(at: Places, found: Found): void {
    this.#rows = kept(this.#rows, keyRows(found, isWhole(at, found), at.names))
    this.#tell({
      lookedAt: this.#options.clock.now() as Instant,
      stopped: false,
      unread: found.unread.slice(0, mostUnread),
      elsewhere: elsewhere(at),
      added: [...at.added],
    })
  }

  #tell(part: Partial<InventoryState>): void {
    if (this.#closed) return
    this.#state = { ...this.#state, ...part }
    for (const listener of this.#listeners) listener()
  }
}

export type Inventory = Pick<KeyInventory, keyof KeyInventory>
export const createInventory = (options: InventoryOptions): Inventory => new KeyInventory(options)
