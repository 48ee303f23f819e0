import { AppError } from '../contract/errors.ts'
import type { BatchRow, Resolution } from '../contract/model/migration.ts'
import { saw } from '../contract/seen.ts'
import { NotOurs } from '../storage/index.ts'
import type { BatchDeps } from './batch-deps.io.ts'
import { checkOpen } from './closing.io.ts'
import { agreedMarks } from './consent-names.ts'
import { type MoveContext, record, viewOf } from './context.ts'
import { decide, type OwnBatch, restedAs, unexpected } from './own-batch.ts'
import { consentWords } from './plan.ts'

/** What a person's acts on one batch need. */
export interface Pressed {
  readonly context: MoveContext
  readonly own: OwnBatch
  readonly deps: BatchDeps
  readonly row: () => BatchRow
  /** Looks at the disk anew. */
  readonly look: () => Promise<void>
  /** Runs until it rests. */
  readonly go: (how: { readonly unlatch: boolean; readonly disarms: boolean }) => Promise<void>
}

/** The words agree to the plan, and to the end of the nodes and services that the row lists as being in the way. */
async function consent({ context, own, deps: { session, newToken } }: Pressed): Promise<void> {
  const ends = agreedMarks(own.live.inTheWay)
  await record(context, ['EVIDENCE', 'consent'], { evidence: { session, token: newToken(), ...(ends !== '' && { ends }) } })
}

function checkWaits({ context, own, deps, row }: Pressed): void {
  checkOpen(deps.closing)
  // A journal that was changed takes no further line, so nobody can vouch for what comes next.
  if (own.run !== null || row().activity === 'ended' || context.journal.state === 'broken')
    throw new AppError('batch_not_waiting', context.batch)
}

function checkWords({ context }: Pressed, words: string): void {
  const expected = consentWords(context.hash, 1)
  if (words !== expected) throw new AppError('consent_mismatch', expected)
}

function refusedAs(error: unknown): never {
  throw error instanceof NotOurs ? new AppError('profile_in_use', error.message, { reason: 'taken' }) : error
}

/** It runs from here on: who presses again, or asks to put everything back, finds it running. */
async function runAfter({ context, own }: Pressed, written: Promise<void>, go: () => Promise<void>): Promise<void> {
  own.run = written.then(go, async (error: unknown) => {
    await context.journal.letGo()
    own.live = { ...own.live, ...restedAs(unexpected(error)) }
    own.run = null
    own.abortRequested = false
    decide(own, false)
  })
  await written.catch(refusedAs)
}

/** Gives consent and lets it go on. Throws `consent_mismatch`, `batch_not_waiting`. */
export async function resume(pressed: Pressed, words: string): Promise<void> {
  checkWaits(pressed)
  checkWords(pressed, words)
  const { context, go } = pressed
  await runAfter(pressed, consent(pressed), () => go({ unlatch: viewOf(context).state === 'frozen', disarms: false }))
}

/** Asks the run to put everything back and waits for what it decides. Throws `batch_not_waiting`. */
export async function putBack({ own, deps, row, go }: Pressed): Promise<void> {
  checkOpen(deps.closing)
  if (!row().canAbort) throw new AppError('batch_not_waiting', saw('only-moved-back'))
  own.abortRequested = true
  own.decided ??= Promise.withResolvers()
  const { promise: decided } = own.decided
  own.run ??= go({ unlatch: false, disarms: false })
  if (!(await decided)) throw new AppError('batch_not_waiting', saw('not-put-back'))
}

const leadsTo = { 'put-back': 'aborting', close: 'closed', disarm: null } as const

/** A way out of a safety stop. Throws `consent_mismatch`, `batch_not_waiting` when it is not open. */
export async function resolve(pressed: Pressed, how: Resolution, words: string): Promise<void> {
  checkWaits(pressed)
  const { context, row, look, go } = pressed
  await look()
  // Somebody may have been quicker while it was looked.
  checkWaits(pressed)
  if (!row().resolutions.includes(how)) throw new AppError('batch_not_waiting')
  checkWords(pressed, words)
  const to = leadsTo[how]
  const written = consent(pressed).then(() =>
    record(context, ['NOTE', 'resolve'], to === null ? { evidence: { how } } : { to, evidence: { how } }),
  )
  await runAfter(pressed, written, () => go({ unlatch: false, disarms: how === 'disarm' }))
}
