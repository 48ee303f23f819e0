import type { Resolution } from '../contract/model/migration.ts'
import { saw } from '../contract/seen.ts'
import { makeContext } from './batch-context.io.ts'
import type { BatchDeps } from './batch-deps.io.ts'
import { batchRow } from './batch-row.ts'
import type { StoredBatch } from './batches.io.ts'
import { changedBinding } from './bound.io.ts'
import { claimOf } from './claim.ts'
import { askForConfirmation } from './confirming.io.ts'
import { type MoveContext, viewOf } from './context.ts'
import { drive, end } from './drive.io.ts'
import { holdSlots } from './hold.io.ts'
import { readDisk } from './key-files.io.ts'
import { hasEnded } from './machine.ts'
import { atRest, decide, frozenAs, type OwnBatch, restedAs, unexpected } from './own-batch.ts'
import { showPlan } from './plan-shown.ts'
import { type Pressed, putBack, resolve, resume } from './pressed.io.ts'
import { latchedReason, unknownReason } from './recover.ts'

/** What the plan was made on was changed while nothing ran: said before a person lets it go on. */
async function lookAtBinding(context: MoveContext, own: OwnBatch): Promise<void> {
  if (hasEnded(viewOf(context).state) || own.live.problem !== null) return
  const changed = await changedBinding(context)
  if (changed !== null) own.live = { ...own.live, problem: { code: 'binding-changed', detail: changed } }
}

/** Looks at the disk for the row alone; what can't be read is shown as unknown. */
async function look(context: MoveContext, own: OwnBatch): Promise<void> {
  const disk = await readDisk(context).catch(() => null)
  if (disk === null) own.live = { ...own.live, situation: null, lookedAt: context.clock.now() }
  else context.seen(disk)
}

async function holdAgain(context: MoveContext, own: OwnBatch): Promise<void> {
  own.lacksHold = true
  await holdSlots(context)
  own.lacksHold = false
}

interface Going {
  readonly onChange: () => void
  readonly unlatch: boolean
  readonly disarms: boolean
}

async function run(context: MoveContext, own: OwnBatch, { onChange, unlatch, disarms }: Going): Promise<void> {
  own.live = { ...own.live, activity: 'running', problem: null, inTheWay: [] }
  const held = own.lacksHold ? holdAgain(context, own) : Promise.resolve()
  const rest = await held.then(() => drive(context, { unlatch, disarms })).catch(unexpected)
  // At rest nothing is held but the slots: a person may have to look into the files.
  await context.sourceLock.release()
  await context.journal.letGo()
  const inTheWay = rest.kind === 'paused' ? (rest.inTheWay ?? []) : []
  own.live = { ...own.live, ...restedAs(rest), inTheWay, values: {}, progress: null }
  own.abortRequested = false
  own.run = null
  const { state } = viewOf(context)
  decide(own, state === 'aborting' || state === 'aborted')
  await look(context, own)
  onChange()
}

async function confirm(context: MoveContext, own: OwnBatch, onChange: () => void): Promise<void> {
  own.live = { ...own.live, confirmation: await askForConfirmation(context) }
  await context.journal.letGo()
  onChange()
}

async function openAgain(context: MoveContext, own: OwnBatch): Promise<void> {
  const view = viewOf(context)
  const { state } = view
  const { journal } = context
  const held = hasEnded(state) ? end(context) : holdAgain(context, own)
  await held.catch((error: unknown) => {
    own.live = { ...own.live, ...restedAs(unexpected(error)) }
  })
  if (journal.state === 'broken') own.live = { ...own.live, ...frozenAs('journal-broken', saw('journal-line', String(journal.badLine))) }
  else if (state === 'frozen') own.live = { ...own.live, ...frozenAs(latchedReason(view), unknownReason(view)) }
  await lookAtBinding(context, own)
  await look(context, own)
}

export type RunningBatch = ReturnType<typeof runningBatch>

/** One batch with its journal, at rest or running; what a person presses is the only way to set it going. */
export function runningBatch(deps: BatchDeps, stored: StoredBatch) {
  const own: OwnBatch = { live: atRest, abortRequested: false, decided: null, run: null, lacksHold: false }
  const context = makeContext(deps, stored, own)
  const shown = showPlan(stored.move, stored.hash, context.paths)
  const row = () => batchRow(stored.batch, stored.move, { shown, journal: stored.journal, live: own.live })
  const go: Pressed['go'] = (how) => run(context, own, { onChange: deps.onChange, ...how })
  const pressed: Pressed = { context, own, deps, row, go, look: () => look(context, own) }
  return {
    /** What no other batch may touch before this one has ended. */
    claim: claimOf(stored.batch, stored.plan),
    row,
    ended: () => hasEnded(viewOf(context).state),
    /**
     * At a start of the app: holds its slots again, or lets them go after an end that a crash cut short, and looks at the disk for the
     * row. Never throws: what fails stands in the row.
     */
    open: () => openAgain(context, own),
    resume: (words: string) => resume(pressed, words),
    abort: () => putBack(pressed),
    resolve: (how: Resolution, words: string) => resolve(pressed, how, words),
    /** It has moved, and nothing has confirmed that yet. */
    awaitsConfirmation: () => own.run === null && viewOf(context).state === 'moved' && viewOf(context).confirmation === null,
    confirm: () => confirm(context, own, deps.onChange),
    /** Resolves when the run has come to rest. */
    rested: async () => void (await own.run),
  }
}
