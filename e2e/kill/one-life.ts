import { setTimeout as wait } from 'node:timers/promises'
import type { BatchRow } from '../../electron/contract/model/migration.ts'
import type { AppLife } from './app-under-kill.ts'
import { followJournal } from './batch-journal.ts'
import type { KillBook, KillPoint } from './kill-book.ts'

const restDeadlineMs = 60_000
/** So often a person lets a waiting move go on before it counts as stuck. */
const patience = 12

/** How one life of the app ended, as far as the move is concerned. */
export type LifeEnd =
  | { readonly kind: 'killed'; readonly point: KillPoint }
  | { readonly kind: 'ended'; readonly state: BatchRow['state'] }
  | { readonly kind: 'failed'; readonly why: string }

export interface LifeOptions {
  readonly app: AppLife
  readonly book: KillBook
  readonly profile: string
  /** Known as soon as its folder is there. */
  readonly batch: () => string | null
  /** What a person presses first: begin, resume or abort. */
  readonly press: () => Promise<unknown>
  /** State in which a person presses abort while the move runs. */
  readonly abortAt: BatchRow['state'] | null
}

/** What it takes to wait for the end of a move. */
type Resting = Pick<LifeOptions, 'app' | 'batch' | 'press' | 'abortAt'>

async function untilKill({ app, book, profile, batch }: LifeOptions, over: AbortSignal): Promise<LifeEnd> {
  let seen: number | null = null
  for await (const points of followJournal(profile, batch, over)) {
    const newest = points.at(-1)
    if (newest === undefined || points.length === seen) continue
    seen = points.length
    const point = book.at(newest, seen)
    if (point === null) continue
    if (point.delayMs > 0) await wait(point.delayMs)
    if (over.aborted) break
    await app.kill()
    return { kind: 'killed', point }
  }
  return { kind: 'failed', why: 'nobody followed the journal any more' }
}

const problemOf = ({ problem }: BatchRow) => (problem === null ? 'no problem named' : `${problem.code} ${problem.detail}`)

/** The next moment at which a person has something to do, or nothing more. */
function nextRest({ app, batch }: Resting, before: string | null, abortAt: BatchRow['state'] | null): Promise<BatchRow> {
  return app.mirror.when('the move comes to rest', restDeadlineMs, ({ batches }) => {
    const row = batches[batch() ?? '']
    if (row === undefined || row.journalHead === before) return null
    if (row.state === abortAt && row.canAbort) return row
    return row.activity === 'running' ? null : row
  })
}

/** A person lets it go on whenever it waits, until it has ended, is frozen or stuck. */
export async function untilRest(options: Resting): Promise<Exclude<LifeEnd, { kind: 'killed' }>> {
  const { app, batch, press } = options
  let before = app.row(batch() ?? '')?.journalHead ?? null
  let abortAt = options.abortAt
  await press()
  for (let left = patience; left > 0; left -= 1) {
    const row = await nextRest(options, before, abortAt)
    if (row.activity === 'ended') return { kind: 'ended', state: row.state }
    if (row.activity === 'frozen') return { kind: 'failed', why: `frozen: ${problemOf(row)}` }
    before = row.journalHead
    if (row.state === abortAt) {
      abortAt = null
      await app.client.migration.abort({ batch: row.batch }).catch(unlessItGoesOn)
    } else await app.client.migration.resume({ batch: row.batch, words: row.plan.consentWords }).catch(unlessItGoesOn)
  }
  return { kind: 'failed', why: `stuck: ${problemOf(await nextRest(options, null, null))}` }
}

/** The row that was seen may be a moment old: what was pressed is no longer asked for, and the move goes on by itself. */
export function unlessItGoesOn(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'batch_not_waiting')) throw error
}

/** Lives until the kill that the book wants, or until the move needs nobody any more. Whichever comes first decides. */
export async function oneLife(options: LifeOptions): Promise<LifeEnd> {
  const over = new AbortController()
  const killed = untilKill(options, over.signal)
  const rested = untilRest(options).catch(async (error: unknown): Promise<LifeEnd> => {
    // The page loses its host when the kill comes: then the kill is the end.
    const grace = await Promise.race([killed, wait(1_000, null)])
    return grace ?? { kind: 'failed', why: error instanceof Error ? error.message : String(error) }
  })
  try {
    return await Promise.race([killed, rested])
  } finally {
    over.abort()
  }
}
