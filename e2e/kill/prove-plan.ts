import { type AppLife, startApp } from './app-under-kill.ts'
import { KillBook } from './kill-book.ts'
import { oneMove } from './one-move.ts'
import { type Cell, cellName, mostToUndo, Plan, type PlannedMove, type Records } from './plan.ts'
import { holderOf, type Played, type Proving, travellerOf } from './prove-kills.ts'
import { moveLines } from './report.ts'
import { lookAtJournals, Seen, startStruck } from './struck-app.ts'
import { StruckMove, type StruckResult } from './struck-move.ts'

/** Written when its network has confirmed a move that has ended; nothing of the move is done after it. */
const afterTheEnd = 'EVIDENCE confirmed'

export interface PlanOptions {
  /** Of the names of cases; all of them when null. */
  readonly only: RegExp | null
  /** Every so many of those. */
  readonly every: number
}

const targetOf = ({ rig }: Proving) => (holderOf(rig) === 'A' ? 'B' : 'A')

class Playing {
  readonly seen = new Seen()
  readonly results: StruckResult[] = []
  readonly #proving: Proving
  #app: AppLife

  constructor(proving: Proving, app: AppLife) {
    this.#proving = proving
    this.#app = app
  }

  async move(planned: PlannedMove): Promise<StruckResult> {
    const { rig, say } = this.#proving
    const move = new StruckMove(rig, this.seen, { id: travellerOf(rig), target: targetOf(this.#proving) })
    const { app, result } = await move.run(this.#app, planned)
    this.#app = app
    this.results.push(result)
    for (const line of moveLines(result)) say(line)
    return result
  }

  /** After what went wrong nothing more is tried. */
  ended(): boolean {
    return this.results.some(({ ended }) => ended === 'failed') || this.#proving.watch.violations().length > 0
  }

  kill = () => this.#app.kill()
}

/** From a move to its end, and one that was put back when there was most to put back. */
async function learn(playing: Playing): Promise<Records> {
  const whole = await playing.move({ cells: [], undoFrom: null })
  const back = await playing.move({ cells: [], undoFrom: mostToUndo })
  const move = whole.records.filter((record) => record !== afterTheEnd)
  return { move, undo: back.records.filter((record) => !move.includes(record)) }
}

const everyNth = (every: number) => {
  let index = 0
  return () => index++ % every === 0
}

/** Each distinct record of a move, before and after it, by either signal, then gone on or put back; the nodes come back each time. */
export const playPlan =
  ({ only, every }: PlanOptions) =>
  async (proving: Proving): Promise<Played> => {
    const { rig, say } = proving
    const playing = new Playing(proving, await startStruck(rig))
    const records = await learn(playing)
    const inShare = everyNth(every)
    const plan = new Plan(records, (cell: Cell) => (only === null || only.test(cellName(cell))) && inShare())
    say(`${records.move.length} distinct records of a move and ${records.undo.length} of putting back: ${plan.total} cases`)
    for (let next = plan.next(); next !== null && !playing.ended(); next = plan.next()) {
      const { reached } = await playing.move(next)
      for (const cell of next.cells) plan.tried(cell, reached.includes(cell))
    }
    await playing.kill()
    lookAtJournals(rig, 'at the end', playing.seen)
    const { secondStarts, twoOwners, journals, brokenJournals, violations } = playing.seen
    const [last, ...before] = playing.results.toReversed()
    const results = last === undefined ? [] : [...before.toReversed(), { ...last, violations: [...last.violations, ...violations] }]
    return {
      results,
      plan: {
        records: records.move.length + records.undo.length,
        cells: plan.total,
        reached: plan.reached.length,
        unreached: [...plan.unreached, ...plan.left()].map(cellName),
        secondStarts,
        twoOwners,
        journals,
        brokenJournals,
      },
    }
  }

/** So many whole moves that nobody disturbs, there and back. */
export const playUndisturbed =
  (count: number) =>
  async (proving: Proving): Promise<Played> => {
    const { rig, say } = proving
    const book = new KillBook({ points: 1, perMove: 0, round: 0, random: () => 1 })
    let app = await startApp(rig)
    const results = []
    for (let index = 0; index < count; index += 1) {
      const done = await oneMove(app, { rig, book, id: travellerOf(rig), target: targetOf(proving), intention: { kind: 'move' } })
      app = done.app
      results.push(done.result)
      for (const line of moveLines(done.result)) say(line)
      if (done.result.ended !== 'moved') break
    }
    await app.kill()
    return { results }
  }
