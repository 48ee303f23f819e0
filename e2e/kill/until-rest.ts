import type { BatchRow } from '../../electron/contract/model/migration.ts'
import type { AppLife } from './app-under-kill.ts'

const restDeadlineMs = 60_000
/** So often a person lets a waiting move go on before it counts as stuck. */
const patience = 12

/** How one life of the app ended, as far as the move is concerned. */
export type LifeEnd = { readonly kind: 'ended'; readonly state: BatchRow['state'] } | { readonly kind: 'failed'; readonly why: string }

export interface Resting {
  readonly app: AppLife
  /** Known as soon as its folder is there. */
  readonly batch: () => string | null
  /** What a person presses first: begin, resume or abort. */
  readonly press: () => Promise<unknown>
  readonly abort: (row: BatchRow) => Promise<unknown>
  /** State in which a person presses abort while the move runs. */
  readonly abortAt: BatchRow['state'] | null
}

const problemOf = ({ problem }: BatchRow) => (problem === null ? 'no problem named' : `${problem.code} ${problem.detail}`)

/** The next moment at which a person has something to do, or nothing more. */
function nextRest({ app, batch }: Resting, before: string | null, abortAt: BatchRow['state'] | null): Promise<BatchRow> {
  return app.mirror.when('the move comes to rest', restDeadlineMs, ({ batches }) => {
    const row = batches[batch() ?? '']
    if (row === undefined || (row.journalHead === before && row.activity !== 'ended')) return null
    if (row.state === abortAt && row.canAbort) return row
    return row.activity === 'running' ? null : row
  })
}

/** A person lets it go on whenever it waits, until it has ended, is frozen or stuck. */
export async function untilRest(options: Resting): Promise<LifeEnd> {
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
      await options.abort(row)
    } else await app.client.migration.resume({ batch: row.batch, words: row.plan.consentWords }).catch(unlessItGoesOn)
  }
  return { kind: 'failed', why: `stuck: ${problemOf(await nextRest(options, null, null))}` }
}

/** The row that was seen may be a moment old: what was pressed is no longer asked for, and the move goes on by itself. */
export function unlessItGoesOn(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'batch_not_waiting')) throw error
}
