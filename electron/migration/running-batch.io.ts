import { AppError } from '../contract/errors.ts'
import { Instant } from '../contract/model/basics.ts'
import type { BatchRow, Resolution } from '../contract/model/migration.ts'
import { type DurableFs, NotOurs, strictFs } from '../storage/index.ts'
import { batchRow, type LiveBatch } from './batch-row.ts'
import type { BatchStore, StoredBatch } from './batches.io.ts'
import { changedBinding } from './bound.io.ts'
import { type Claim, claimOf } from './claim.ts'
import { type Closing, checkOpen, untilClosing } from './closing.io.ts'
import { askForConfirmation } from './confirming.io.ts'
import { agreedMarks } from './consent-names.ts'
import { type MoveContext, Paused, record, viewOf } from './context.ts'
import { keySituation } from './disk-facts.ts'
import { drive, end, type Rest } from './drive.io.ts'
import { holdSlots } from './hold.io.ts'
import { readDisk } from './key-files.io.ts'
import { hasEnded } from './machine.ts'
import { movePaths } from './names.ts'
import type { ProfileOwner } from './owner.io.ts'
import { consentWords } from './plan.ts'
import { showPlan } from './plan-shown.ts'
import type { RowStore } from './row-store.ts'
import { createSourceLock } from './source-lock.ts'
import type { MoveClock, MoveWorld } from './world.ts'

export interface BatchDeps {
  readonly fs: DurableFs
  readonly rows: RowStore
  readonly world: MoveWorld
  readonly clock: MoveClock
  readonly batches: string
  /** Name of this start of the app, and tokens: random text, each time another. */
  readonly session: string
  readonly newToken: () => string
  readonly appVersion: string
  readonly onChange: () => void
  readonly closing: Closing
  readonly owner: ProfileOwner
}

export const storeOf = ({ fs, batches, owner }: BatchDeps): BatchStore => ({ fs, batches, hold: owner.hold })

export interface RunningBatch {
  /** What no other batch may touch before this one has ended. */
  readonly claim: Claim
  readonly row: () => BatchRow
  readonly ended: () => boolean
  /**
   * At a start of the app: holds its slots again, or lets them go after an end that a crash cut short, and looks at the disk for the
   * row. Never throws: what fails stands in the row.
   */
  readonly open: () => Promise<void>
  /** A person gives consent and lets it go on. Throws `consent_mismatch`, `batch_not_waiting`. */
  readonly resume: (words: string) => Promise<void>
  /** Everything is put back: resolves once that has begun. Throws `batch_not_waiting` when it is too late, or rests instead. */
  readonly abort: () => Promise<void>
  /** A person's way out of a safety stop. Throws `consent_mismatch`, `batch_not_waiting` when it is not open. */
  readonly resolve: (how: Resolution, words: string) => Promise<void>
  /** It has moved, and nothing has confirmed that yet. */
  readonly awaitsConfirmation: () => boolean
  /** Asks once whether it is confirmed. */
  readonly confirm: () => Promise<void>
  /** Resolves when the run has come to rest. */
  readonly rested: () => Promise<void>
}

type Mutable = {
  live: LiveBatch
  abortRequested: boolean
  /** Answers whoever asked to put everything back. */
  decided: PromiseWithResolvers<boolean> | null
  run: Promise<void> | null
  /** Its slots could not be held again at the start of the app: it does nothing before they are. */
  lacksHold: boolean
}

function decide(own: Mutable, putBack: boolean): void {
  own.decided?.resolve(putBack)
  own.decided = null
}

const atRest: LiveBatch = {
  doing: 'waiting-for-you',
  values: {},
  activity: 'needs-resume',
  progress: null,
  situation: null,
  lookedAt: null,
  problem: null,
  inTheWay: [],
}

const frozenAs = (code: string, detail: string) => ({ activity: 'frozen' as const, doing: 'frozen', problem: { code, detail } })

/** How a rest looks on the screen. */
function restedAs(rest: Rest): Pick<LiveBatch, 'activity' | 'doing' | 'problem'> {
  switch (rest.kind) {
    case 'ended':
      return { activity: 'ended', doing: 'ended', problem: null }
    case 'frozen':
      return frozenAs(rest.reason, rest.detail)
    case 'paused': {
      const problem = { code: rest.problem, detail: rest.detail }
      return rest.problem === 'needs-consent'
        ? { activity: 'needs-arming', doing: 'waiting-for-arming', problem }
        : { activity: 'needs-resume', doing: 'waiting-for-you', problem }
    }
  }
}

function makeContext(deps: BatchDeps, stored: StoredBatch, own: Mutable): MoveContext {
  const { plan, batch, hash, journal } = stored
  const { fs, rows, world, clock, session, appVersion, onChange, closing } = deps
  const say: MoveContext['say'] = (doing, values = {}, expectedMs) => {
    if (doing === 'undoing') decide(own, true)
    const now = clock.now()
    const from = own.live.doing === doing ? (own.live.progress?.from ?? now) : now
    const progress = expectedMs === undefined ? null : { from, until: Instant.parse(now + expectedMs) }
    own.live = { ...own.live, doing, values, progress }
    onChange()
  }
  const seen: MoveContext['seen'] = (disk) => {
    own.live = { ...own.live, situation: keySituation(disk, plan.identity), lookedAt: clock.now() }
    onChange()
  }
  const paths = movePaths(plan, batch, deps.batches)
  const ports = { fs: strictFs(fs), rows, world, clock: untilClosing(clock, closing), journal }
  const asked = { abortRequested: () => own.abortRequested, closing: closing.requested }
  const sourceLock = createSourceLock(() => world.lockNode(plan.source.node))
  return { ...ports, plan, hash, batch, paths, session, appVersion, say, seen, sourceLock, ...asked }
}

/** What the plan was made on was changed while nothing ran: said before a person lets it go on. */
async function lookAtBinding(context: MoveContext, own: Mutable): Promise<void> {
  if (hasEnded(viewOf(context).state) || own.live.problem !== null) return
  const changed = await changedBinding(context)
  if (changed !== null) own.live = { ...own.live, problem: { code: 'binding-changed', detail: changed } }
}

/** Looks at the disk for the row alone; what can't be read is shown as unknown. */
async function look(context: MoveContext, own: Mutable): Promise<void> {
  const disk = await readDisk(context.fs, context.paths, context.plan).catch(() => null)
  if (disk === null) own.live = { ...own.live, situation: null, lookedAt: context.clock.now() }
  else context.seen(disk)
}

const unexpected = (error: unknown): Rest => ({
  kind: 'paused',
  problem: error instanceof Paused ? error.problem : error instanceof NotOurs ? 'profile-taken' : 'unexpected',
  detail: error instanceof Paused ? error.message : String(error),
})

async function holdAgain(context: MoveContext, own: Mutable): Promise<void> {
  own.lacksHold = true
  await holdSlots(context)
  own.lacksHold = false
}

interface Going {
  readonly onChange: () => void
  readonly unlatch: boolean
  readonly disarms: boolean
}

async function run(context: MoveContext, own: Mutable, { onChange, unlatch, disarms }: Going): Promise<void> {
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

/** The words agree to the plan, and to the end of the nodes and services that the row lists as being in the way. */
async function consent(context: MoveContext, { deps: { session, newToken }, listed }: Consented): Promise<void> {
  const ends = agreedMarks(listed)
  await record(context, ['EVIDENCE', 'consent'], { evidence: { session, token: newToken(), ...(ends !== '' && { ends }) } })
}

interface Consented {
  readonly deps: BatchDeps
  readonly listed: LiveBatch['inTheWay']
}

function refusedAs(error: unknown): never {
  throw error instanceof NotOurs ? new AppError('profile_in_use', error.message, { reason: 'taken' }) : error
}

async function confirm(context: MoveContext, own: Mutable, onChange: () => void): Promise<void> {
  own.live = { ...own.live, confirmation: await askForConfirmation(context) }
  await context.journal.letGo()
  onChange()
}

/** Asks the run to put everything back and waits for what it decides. */
async function putBack(own: Mutable, begin: () => void): Promise<void> {
  own.abortRequested = true
  own.decided ??= Promise.withResolvers()
  const { promise: decided } = own.decided
  begin()
  if (!(await decided)) throw new AppError('batch_not_waiting', 'nothing is put back: it was too late, or it rests as it is')
}

async function openAgain(context: MoveContext, own: Mutable): Promise<void> {
  const { state, frozenBecause } = viewOf(context)
  const { journal } = context
  const held = hasEnded(state) ? end(context) : holdAgain(context, own)
  await held.catch((error: unknown) => {
    own.live = { ...own.live, ...restedAs(unexpected(error)) }
  })
  if (journal.state === 'broken') own.live = { ...own.live, ...frozenAs('journal-broken', `line ${journal.badLine}`) }
  else if (state === 'frozen') own.live = { ...own.live, ...frozenAs(frozenBecause ?? 'journal-broken', '') }
  await lookAtBinding(context, own)
  await look(context, own)
}

/** One batch with its journal, at rest or running; `resume` and `abort` are the only ways to set it going. */
export function runningBatch(deps: BatchDeps, stored: StoredBatch): RunningBatch {
  const own: Mutable = { live: atRest, abortRequested: false, decided: null, run: null, lacksHold: false }
  const context = makeContext(deps, stored, own)
  const shown = showPlan(stored.plan, stored.hash, context.paths)
  const row = () => batchRow(stored.batch, stored.plan, { shown, records: stored.journal.records, live: own.live })
  const go = (unlatch: boolean, disarms = false) => run(context, own, { onChange: deps.onChange, unlatch, disarms })
  const begin = () => {
    own.run ??= go(false)
  }
  const refused = async (error: unknown) => {
    await stored.journal.letGo()
    own.live = { ...own.live, ...restedAs(unexpected(error)) }
    own.run = null
    own.abortRequested = false
    decide(own, false)
  }
  return {
    claim: claimOf(stored.batch, stored.plan),
    row,
    ended: () => hasEnded(viewOf(context).state),
    open: () => openAgain(context, own),
    resume: async (words) => {
      // A journal that was changed takes no further line, so nobody can vouch for what comes next.
      checkOpen(deps.closing)
      if (own.run !== null || row().activity === 'ended' || stored.journal.state === 'broken')
        throw new AppError('batch_not_waiting', stored.batch)
      if (words !== consentWords(context.hash)) throw new AppError('consent_mismatch', `expected ${consentWords(context.hash)}`)
      const consented = consent(context, { deps, listed: own.live.inTheWay })
      // It runs from here on: who presses again, or asks to put everything back, finds it running.
      own.run = consented.then(() => go(viewOf(context).state === 'frozen'), refused)
      await consented.catch(refusedAs)
    },
    abort: async () => {
      checkOpen(deps.closing)
      if (!row().canAbort) throw new AppError('batch_not_waiting', 'it can no longer be undone, only moved back')
      await putBack(own, begin)
    },
    resolve: async (how, words) => {
      checkOpen(deps.closing)
      if (own.run !== null) throw new AppError('batch_not_waiting', stored.batch)
      await look(context, own)
      if (own.run !== null) throw new AppError('batch_not_waiting', stored.batch)
      if (!row().resolutions.includes(how)) throw new AppError('batch_not_waiting', `${how} is no way out of it now`)
      if (words !== consentWords(context.hash)) throw new AppError('consent_mismatch', `expected ${consentWords(context.hash)}`)
      const resolved = consent(context, { deps, listed: own.live.inTheWay }).then(() =>
        record(context, ['NOTE', 'resolve'], {
          ...(how !== 'disarm' && { to: how === 'close' ? 'closed' : 'aborting' }),
          evidence: { how },
        }),
      )
      own.run = resolved.then(() => go(false, how === 'disarm'), refused)
      await resolved.catch(refusedAs)
    },
    awaitsConfirmation: () => own.run === null && viewOf(context).state === 'moved' && viewOf(context).confirmation === null,
    confirm: () => confirm(context, own, deps.onChange),
    rested: async () => {
      await own.run
    },
  }
}
