import { saw } from '../contract/seen.ts'
import { type MoveContext, Paused, record, Stumble } from './context.ts'

/**
 * From its proven end to its next start the source's database and lock file are held by us: what a look may miss, a process that a look
 * can't see and one that begins between two looks, gets no further than them. Throws `Stumble` when somebody has them.
 */
export async function lockSource(context: MoveContext): Promise<void> {
  const taken = await context.sourceLock.take().catch((error: unknown) => {
    throw new Paused('source-unknown', `${saw('files-not-held')}: ${String(error)}`)
  })
  if (taken === 'held') return
  if (taken === 'taken') throw new Stumble('source', saw('files-taken'))
  await record(context, ['EVIDENCE', 'source-held'], { evidence: { what: taken.what } })
}
