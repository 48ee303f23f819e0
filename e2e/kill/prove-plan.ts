import { type AppLife, startApp } from './app-under-kill.ts'
import { type Choice, cellName, mostToUndo, Plan, type PlannedMove, type Records, share, undisturbed } from './plan.ts'
import { type Played, type Proving, travelOf } from './prove-kills.ts'
import { moveLines } from './report.ts'
import { lookAtJournals, Seen, startStruck } from './struck-app.ts'
import { type MoveResult, StruckMove } from './struck-move.ts'

/** Written when its network has confirmed a move that has ended; nothing of the move is done after it. */
const afterTheEnd = 'EVIDENCE confirmed'

export interface PlanOptions {
  readonly choice: Choice
  /** Of the names of cases; all of them when null. */
  readonly only: RegExp | null
  /** Every so many of those. */
  readonly every: number
}

class Playing {
  readonly seen = new Seen()
  readonly results: MoveResult[] = []
  readonly #proving: Proving
  #app: AppLife

  constructor(proving: Proving, app: AppLife) {
    this.#proving = proving
    this.#app = app
  }

  async move(planned: PlannedMove): Promise<MoveResult> {
    const { rig, say } = this.#proving
    const move = new StruckMove(rig, this.seen, travelOf(rig, planned))
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
  const whole = await playing.move(undisturbed)
  const back = await playing.move({ ...undisturbed, undoFrom: mostToUndo })
  const move = whole.records.filter((record) => record !== afterTheEnd)
  return { move, undo: back.records.filter((record) => !move.includes(record)) }
}

/** The chosen cases at the distinct records of a move; the nodes come back each time. */
export const playPlan =
  ({ choice, only, every }: PlanOptions) =>
  async (proving: Proving): Promise<Played> => {
    const { rig, say } = proving
    const playing = new Playing(proving, await startStruck(rig))
    const records = await learn(playing)
    const plan = new Plan(records, share(choice.cells(records), only, every), choice.perMove)
    say(`${records.move.length} distinct records of a move and ${records.undo.length} of putting back: ${plan.total} cases`)
    for (let next = plan.next(); next !== null && !playing.ended(); next = plan.next()) plan.tried(next, (await playing.move(next)).reached)
    if (choice.abortAt !== null && !playing.ended()) await playing.move({ ...undisturbed, abortAt: choice.abortAt })
    await playing.kill()
    lookAtJournals(rig, 'at the end', playing.seen)
    const { secondStarts, twoOwners, journals, brokenJournals, violations } = playing.seen
    return {
      results: playing.results,
      violations,
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
    const playing = new Playing(proving, await startApp(proving.rig))
    while (playing.results.length < count && !playing.ended()) await playing.move(undisturbed)
    await playing.kill()
    return { results: playing.results }
  }
