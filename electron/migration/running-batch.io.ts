import { AppError } from '../contract/errors.ts'
import { Instant } from '../contract/model/basics.ts'
import type { BatchRow } from '../contract/model/migration.ts'
import { type DurableFs, strictFs } from '../storage/index.ts'
import { batchRow, type LiveBatch } from './batch-row.ts'
import type { StoredBatch } from './batches.io.ts'
import type { CheckFacts } from './check-facts.ts'
import { type Closing, untilClosing } from './closing.io.ts'
import { askForConfirmation } from './confirming.io.ts'
import { type MoveContext, record, viewOf } from './context.ts'
import { keySituation } from './disk-facts.ts'
import { drive, end, type Rest } from './drive.io.ts'
import { readDisk } from './key-files.io.ts'
import { hasEnded } from './machine.ts'
import { movePaths } from './names.ts'
import { consentWords } from './plan.ts'
import { showPlan } from './plan-shown.ts'
import type { RowStore } from './row-store.ts'
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
}

export interface RunningBatch {
  /** What no other batch may touch before this one has ended. */
  readonly holds: CheckFacts['activeBatches'][number]
  readonly row: () => BatchRow
  readonly ended: () => boolean
  /** Looks at the disk for the row; at a start, before anything is done. */
  readonly look: () => Promise<void>
  /** After an end: what only served the move goes, and the slots are let go. For an end that a crash cut short. */
  readonly tidy: () => Promise<void>
  /** A person gives consent and lets it go on. Throws `consent_mismatch`, `batch_not_waiting`. */
  readonly resume: (words: string) => Promise<void>
  /** Everything is put back: resolves once that has begun. Throws `batch_not_waiting` when it is too late, or rests instead. */
  readonly abort: () => Promise<void>
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
  return { ...ports, plan, hash, batch, paths, session, appVersion, say, seen, ...asked }
}

/** Looks at the disk for the row alone; what can't be read is shown as unknown. */
async function look(context: MoveContext, own: Mutable): Promise<void> {
  const disk = await readDisk(context.fs, context.paths, context.plan).catch(() => null)
  if (disk === null) own.live = { ...own.live, situation: null, lookedAt: context.clock.now() }
  else context.seen(disk)
}

async function run(context: MoveContext, own: Mutable, { onChange, unlatch }: { onChange: () => void; unlatch: boolean }): Promise<void> {
  own.live = { ...own.live, activity: 'running', problem: null }
  const rest = await drive(context, { unlatch }).catch(
    (error: unknown): Rest => ({ kind: 'paused', problem: 'unexpected', detail: String(error) }),
  )
  own.live = { ...own.live, ...restedAs(rest), values: {}, progress: null }
  own.abortRequested = false
  own.run = null
  const { state } = viewOf(context)
  decide(own, state === 'aborting' || state === 'aborted')
  await look(context, own)
  onChange()
}

async function consent(context: MoveContext, words: string, { session, newToken }: BatchDeps): Promise<void> {
  if (words !== consentWords(context.hash)) throw new AppError('consent_mismatch', `expected ${consentWords(context.hash)}`)
  await record(context, ['EVIDENCE', 'consent'], { evidence: { session, token: newToken() } })
}

async function confirm(context: MoveContext, own: Mutable, onChange: () => void): Promise<void> {
  own.live = { ...own.live, confirmation: await askForConfirmation(context) }
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

/** One batch with its journal, at rest or running; `resume` and `abort` are the only ways to set it going. */
export function runningBatch(deps: BatchDeps, stored: StoredBatch): RunningBatch {
  const own: Mutable = { live: atRest, abortRequested: false, decided: null, run: null }
  const context = makeContext(deps, stored, own)
  const shown = showPlan(stored.plan, stored.hash, context.paths)
  const row = () => batchRow(stored.batch, stored.plan, { shown, records: stored.journal.records, live: own.live })
  const begin = (unlatch: boolean) => {
    own.run ??= run(context, own, { onChange: deps.onChange, unlatch })
  }
  const { identity, source, target } = stored.plan
  return {
    holds: { batch: stored.batch, nodes: [source.node, target.node], identity },
    row,
    ended: () => hasEnded(viewOf(context).state),
    tidy: async () => void (await end(context)),
    look: async () => {
      const { state, frozenBecause } = viewOf(context)
      const { journal } = stored
      if (journal.state === 'broken') own.live = { ...own.live, ...frozenAs('journal-broken', `line ${journal.badLine}`) }
      else if (state === 'frozen') own.live = { ...own.live, ...frozenAs(frozenBecause ?? 'journal-broken', '') }
      await look(context, own)
    },
    resume: async (words) => {
      // A journal that was changed takes no further line, so nobody can vouch for what comes next.
      if (deps.closing.requested() || own.run !== null || row().activity === 'ended' || stored.journal.state === 'broken')
        throw new AppError('batch_not_waiting', stored.batch)
      await consent(context, words, deps)
      begin(viewOf(context).state === 'frozen')
    },
    abort: async () => {
      if (deps.closing.requested()) throw new AppError('batch_not_waiting', 'Smeshdesk is closing')
      if (!row().canAbort) throw new AppError('batch_not_waiting', 'it can no longer be undone, only moved back')
      await putBack(own, () => begin(false))
    },
    awaitsConfirmation: () => own.run === null && viewOf(context).state === 'moved' && viewOf(context).confirmation === null,
    confirm: () => confirm(context, own, deps.onChange),
    rested: async () => {
      await own.run
    },
  }
}
