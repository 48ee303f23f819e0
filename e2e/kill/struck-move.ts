import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { BatchRow } from '../../electron/contract/model/migration.ts'
import { copyViolations } from '../oracle/key-copies.ts'
import { readKeyFolders } from '../oracle/key-folders.ts'
import type { AppLife } from './app-under-kill.ts'
import { batchesIn, journalOf, pointsOf } from './batch-journal.ts'
import { begin, type Travel } from './begin.ts'
import { letLive, startAll } from './hostile-init.ts'
import { recordName } from './journal-point.ts'
import { type Cell, cellName, type PlannedMove } from './plan.ts'
import type { KillRig } from './rig.ts'
import type { Strike } from './strike.ts'
import { isOrdered, nextLife, order, type Seen, trySecondStart, untilStruck, withdraw } from './struck-app.ts'
import { type LifeEnd, unlessItGoesOn, untilRest } from './until-rest.ts'

const shownDeadlineMs = 20_000
const forgottenMs = 3_000
const layersBetween = 2

type Press = 'begin' | Cell['press']
type StruckEnd = LifeEnd | { readonly kind: 'struck' }

interface Life {
  readonly strike: Strike
  readonly cell: Cell | null
  /** What a person presses at the next life. */
  readonly press: Cell['press']
}

const livesOf = ({ cells, undoFrom }: PlannedMove): Life[] => [
  ...(undoFrom === null
    ? []
    : [{ strike: { record: undoFrom, when: 'after', signal: 'SIGKILL' } as const, cell: null, press: 'abort' as const }]),
  ...cells.map((cell) => ({ strike: cell, cell, press: cell.press })),
]

export interface KilledAt {
  readonly point: string
  readonly record: string
  /** Until both nodes had come back by themselves and lived on for some layers. */
  readonly revivedMs: number
}

export interface MoveResult {
  readonly target: string
  readonly ended: 'moved' | 'aborted' | 'failed'
  readonly why: string
  readonly kills: readonly KilledAt[]
  readonly ms: number
  readonly violations: readonly string[]
  /** How many of its cells, from the first on. */
  readonly reached: number
  /** Distinct records of its journal, in their order. */
  readonly records: readonly string[]
}

/** What the disk shows while both nodes run again and no app does. */
function lookAtCopies(rig: KillRig): string[] {
  const folders = rig.layout.nodes.map(({ name }) => rig.identities(name))
  return copyViolations(readKeyFolders(folders), Object.values(rig.keyTexts)).map((words) => `with both nodes running: ${words}`)
}

/** One move whose lives are ended at given records, and that a person then lets go on, or puts back where they can. */
export class StruckMove {
  readonly #rig: KillRig
  readonly #seen: Seen
  readonly #travel: Travel
  readonly #forgotten: Set<string>
  readonly #kills: KilledAt[] = []
  readonly #violations: string[] = []
  #batch: string | null = null
  #putBack = false

  constructor(rig: KillRig, seen: Seen, travel: Travel) {
    this.#rig = rig
    this.#seen = seen
    this.#travel = travel
    this.#forgotten = new Set(batchesIn(rig.folder))
  }

  #batchName(): string | null {
    this.#batch ??= batchesIn(this.#rig.folder).find((name) => !this.#forgotten.has(name)) ?? null
    return this.#batch
  }

  /** Its row, or null when the app was ended before the first record was written: then it was never begun. */
  async #row(app: AppLife, batch: string): Promise<BatchRow | null> {
    const began = performance.now()
    return app.mirror
      .when<{ row: BatchRow | null }>('the batch is shown', shownDeadlineMs, ({ batches, lostMoves }) => {
        if (lostMoves[batch] !== undefined) throw new Error(`the memory of the move is lost: ${lostMoves[batch].why}`)
        const row = batches[batch]
        if (row !== undefined) return { row }
        const never = !existsSync(journalOf(this.#rig.folder, batch)) && performance.now() - began > forgottenMs
        return never ? { row: null } : null
      })
      .then(({ row }) => row)
  }

  /** True: it was promised that all is put back. */
  async #abort(app: AppLife, { batch }: BatchRow): Promise<boolean> {
    this.#putBack ||= (await app.client.migration.abort({ batch }).then(() => true, unlessItGoesOn)) === true
    return this.#putBack
  }

  async #press(app: AppLife, press: Press): Promise<void> {
    const batch = this.#batchName()
    const row = press === 'begin' || batch === null ? null : await this.#row(app, batch)
    if (row === null) {
      if (batch !== null) this.#forgotten.add(batch)
      this.#batch = null
      return begin(app, this.#travel)
    }
    if (press === 'abort' && row.canAbort && (await this.#abort(app, row))) return
    if (row.activity !== 'ended')
      await app.client.migration.resume({ batch: row.batch, words: row.plan.consentWords }).catch(unlessItGoesOn)
  }

  async #live(app: AppLife, press: Press, abortAt: PlannedMove['abortAt']): Promise<StruckEnd> {
    const wanted = isOrdered(this.#rig)
    const over = new AbortController()
    const struck = wanted ? untilStruck(this.#rig, over.signal) : new Promise<never>(() => undefined)
    const rested: Promise<StruckEnd> = untilRest({
      app,
      batch: () => this.#batchName(),
      press: () => this.#press(app, press),
      abort: (row) => this.#abort(app, row),
      abortAt,
    }).catch(async (error: unknown) => {
      // The page loses its host when the strike comes: then that is the end.
      if (wanted) await Promise.race([struck, wait(1_000)])
      return { kind: 'failed', why: error instanceof Error ? error.message : String(error) } as const
    })
    try {
      const end = await Promise.race([rested, struck.then(() => ({ kind: 'struck' }) as const)])
      return wanted && !isOrdered(this.#rig) ? { kind: 'struck' } : end
    } finally {
      over.abort()
      withdraw(this.#rig)
    }
  }

  async #revive(point: string, record: string): Promise<void> {
    const began = performance.now()
    await startAll(this.#rig)
    await letLive(this.#rig, layersBetween)
    this.#violations.push(...lookAtCopies(this.#rig))
    this.#kills.push({ point, record, revivedMs: Math.round(performance.now() - began) })
  }

  async run(first: AppLife, planned: PlannedMove): Promise<{ app: AppLife; result: MoveResult }> {
    const began = performance.now()
    const lives = livesOf(planned)
    let reached = 0
    let app = first
    let press: Press = 'begin'
    let end: StruckEnd = { kind: 'struck' }
    // Nobody measures a second start with a move that nothing disturbs.
    if (lives.length > 0) await trySecondStart(this.#rig, `before a move to ${this.#travel.target}`, this.#seen)
    for (const { strike, cell, press: next } of lives) {
      const at = cell === null ? `${strike.when} ${strike.record}` : cellName(cell)
      order(this.#rig, strike)
      end = await this.#live(app, press, null)
      if (end.kind !== 'struck') break
      app = await nextLife(this.#rig, [app, strike], { at, seen: this.#seen, revive: () => this.#revive(at, strike.record) })
      if (cell !== null) reached += 1
      // Whoever asked for it to be put back, and never heard that it will be, asks again; where it already is, it goes on.
      press = planned.undoFrom === null ? next : 'abort'
    }
    if (end.kind === 'struck') end = await this.#live(app, press, planned.abortAt)
    return { app, result: this.#resultOf(end, reached, performance.now() - began) }
  }

  #resultOf(end: StruckEnd, reached: number, ms: number): MoveResult {
    const state = end.kind === 'ended' && (end.state === 'moved' || end.state === 'aborted') ? end.state : 'failed'
    const broken = this.#putBack && state === 'moved' ? ['putting back was promised, and it moved'] : []
    const batch = this.#batchName()
    const points = batch === null ? [] : pointsOf(this.#rig.folder, batch)
    return {
      target: this.#travel.target,
      ended: state,
      why: end.kind === 'failed' ? end.why : state === 'failed' ? `it ended as ${JSON.stringify(end)}` : '',
      kills: this.#kills,
      ms: Math.round(ms),
      violations: [...this.#violations, ...broken],
      reached,
      records: [...new Set(points.map(recordName))],
    }
  }
}
