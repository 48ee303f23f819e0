import { AppError } from '../contract/errors.ts'
import type { ForwardState, FrozenReason, MoveProblem, StepName } from '../contract/model/move-lists.ts'
import { saw, within } from '../contract/seen.ts'
import { DiskFailing, errorCode, NotOurs } from '../storage/index.ts'
import { requireBound, requireFolders } from './bound.io.ts'
import { FellBack, Frozen, type MoveContext, Paused, record, Stumble, viewOf } from './context.ts'
import { requireCustody } from './custody.io.ts'
import { disarm } from './disarm.io.ts'
import { type DiskFacts, keySituation } from './disk-facts.ts'
import { readDisk } from './key-files.io.ts'
import { canAbort, stepFrom } from './machine.ts'
import type { Rest } from './own-batch.ts'
import { type Recovery, recover } from './recover.ts'
import { arm } from './steps-arm.io.ts'
import { retireKey, settle, stopSource } from './steps-source.io.ts'
import { startService, startTarget, tidyUp } from './steps-start.io.ts'
import { copyKey, stageRows, stopTarget, verifyKey } from './steps-target.io.ts'
import { undo } from './undo.io.ts'

const steps: Readonly<Record<StepName, (context: MoveContext) => Promise<void>>> = {
  'stop-source': stopSource,
  'retire-key': retireKey,
  settle,
  'stop-target': stopTarget,
  'stage-rows': stageRows,
  'copy-key': copyKey,
  'verify-key': verifyKey,
  arm,
  'start-target': startTarget,
  'start-service': startService,
}

/**
 * Going on can't help: everything is put back by itself, as long as that makes no key loadable. Once the source's key was out of use,
 * a person decides.
 */
const hopeless: readonly MoveProblem[] = ['plan-changed', 'rows-do-not-fit', 'banned']
/** So often in a row a step is begun anew because somebody started a node in between. */
const stumbleLimit = 8
const stumbleWaitMs = 500

async function beginUndo(context: MoveContext, problem: string, detail = ''): Promise<void> {
  await record(context, ['NOTE', 'begin-undo'], { to: 'aborting', evidence: { problem, detail: within(detail, 500) } })
}

const isArmed = async (context: MoveContext): Promise<boolean> =>
  keySituation(await readDisk(context), context.plan.identity).target === 'loadable'

async function goOn(context: MoveContext, state: ForwardState, disk: DiskFacts): Promise<void> {
  const armed = keySituation(disk, context.plan.identity).target === 'loadable'
  if (context.abortRequested() && canAbort(state) && !armed) return beginUndo(context, 'asked')
  // The disk knows better, or a person let a frozen batch go on.
  if (state !== viewOf(context).state) return record(context, ['NOTE', 'state-by-facts'], { to: state })
  const step = stepFrom(state)
  if (step !== undefined) await steps[step](context)
}

/** Lets go of everything that only served the move. */
export async function end(context: MoveContext): Promise<Rest> {
  // Best effort: what is left behind is in nobody's way. What a person has closed stays as it was found.
  if (viewOf(context).state !== 'closed') await tidyUp(context).catch(() => undefined)
  await context.world.release(context.batch)
  return { kind: 'ended' }
}

async function follow(context: MoveContext, recovery: Recovery, disk: DiskFacts): Promise<Rest | null> {
  switch (recovery.kind) {
    case 'ended':
      return end(context)
    case 'frozen':
      if (!recovery.latched) await record(context, ['NOTE', 'freeze'], { to: 'frozen', evidence: { reason: recovery.reason } })
      return { kind: 'frozen', reason: recovery.reason, detail: '' }
    case 'undo':
      if (viewOf(context).state !== 'aborting') await record(context, ['NOTE', 'state-by-facts'], { to: 'aborting' })
      await undo(context)
      return null
    case 'forward':
      await goOn(context, recovery.state, disk)
      return null
  }
}

async function freeze(context: MoveContext, reason: FrozenReason, detail: string): Promise<Rest> {
  // Where even this can't be written, the next start finds the same contradiction.
  await record(context, ['NOTE', 'freeze'], { to: 'frozen', evidence: { reason, detail: within(detail, 500) } }).catch(() => undefined)
  return { kind: 'frozen', reason, detail }
}

async function handlePause(context: MoveContext, { problem, message, inTheWay }: Paused): Promise<Rest | null> {
  if (problem === 'abort-requested') return null
  if (problem === 'profile-taken') return { kind: 'paused', problem, detail: message }
  const { state, retireIntended } = viewOf(context)
  const asked = context.abortRequested()
  if (canAbort(state) && (asked ? !(await isArmed(context)) : hopeless.includes(problem) && !retireIntended)) {
    await (asked ? beginUndo(context, 'asked') : beginUndo(context, problem, message))
    return null
  }
  return { kind: 'paused', problem, detail: message, inTheWay }
}

async function handle(context: MoveContext, error: unknown): Promise<Rest | null> {
  // Nothing is written any more, not even that it rests.
  if (error instanceof NotOurs) return { kind: 'paused', problem: 'profile-taken', detail: error.message }
  if (error instanceof Paused) return handlePause(context, error)
  if (error instanceof Frozen) return freeze(context, error.reason, error.message)
  if (error instanceof DiskFailing) return freeze(context, 'disk-failing', error.message)
  if (error instanceof FellBack) await record(context, ['NOTE', 'fall-back'], { to: error.to, evidence: { detail: error.message } })
  if (error instanceof Stumble) {
    // Cut short when the app closes, which the next turn sees.
    await context.clock.wait(stumbleWaitMs).catch(() => undefined)
    return null
  }
  // The safety stop of a program that is not what it was: a person takes it for right, or puts it right.
  if (error instanceof AppError && error.code === 'hash_mismatch')
    return { kind: 'paused', problem: 'program-changed', detail: error.message }
  const code = errorCode(error)
  return { kind: 'paused', problem: code === '' ? 'unexpected' : 'file-error', detail: String(error) }
}

interface How {
  /** A person has looked at a frozen batch and lets it go on. */
  readonly unlatch: boolean
  /** A person has the armed key taken out of use. */
  readonly disarms: boolean
}

/** One look at journal and disk, one step. `null`: go on. */
async function turn(context: MoveContext, { unlatch, disarms }: How): Promise<Rest | null> {
  const { journal, plan } = context
  if (journal.state === 'broken') return { kind: 'frozen', reason: 'journal-broken', detail: saw('journal-line', String(journal.badLine)) }
  const disk = await readDisk(context)
  context.seen(disk)
  const recovery = recover(viewOf(context), disk, { plan, unlatch })
  if (recovery.kind === 'forward' || recovery.kind === 'undo') await requireCustody(context)
  // Undoing before the key was touched only starts again what is as it was.
  if (recovery.kind === 'undo' && viewOf(context).retireIntended) await requireFolders(context, ['source', 'target'])
  if (recovery.kind === 'forward' && !disarms) await requireBound(context)
  return disarms ? disarm(context) : follow(context, recovery, disk)
}

/**
 * Drives a batch until it ends, freezes or needs a person. Before every step it looks at the disk anew; the journal alone is
 * never believed. `unlatch`: a person has looked at a frozen batch and lets it go on, if nothing contradicts any more.
 */
export async function drive(context: MoveContext, { unlatch, disarms }: How): Promise<Rest> {
  let stumbles = 0
  for (let first = true; ; first = false) {
    const closing = context.closing()
    // What is done stays done, and the next start of the app finds it.
    if (closing !== null) return { kind: 'paused', problem: closing, detail: '' }
    try {
      const rest = await turn(context, { unlatch: unlatch && first, disarms })
      if (rest !== null) return rest
      stumbles = 0
    } catch (error) {
      stumbles++
      const tooOften = error instanceof Stumble && stumbles > stumbleLimit
      const failed = tooOften ? new Paused(`${error.side}-active`, error.message) : error
      const rest = await handle(context, failed).catch(
        (again: unknown): Rest => ({
          kind: 'paused',
          problem: again instanceof NotOurs ? 'profile-taken' : 'file-error',
          detail: String(again),
        }),
      )
      if (rest !== null) return rest
    }
  }
}
