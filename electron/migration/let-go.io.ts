import { AppError } from '../contract/errors.ts'
import { putFile } from '../storage/index.ts'
import type { BatchDeps } from './batch-deps.io.ts'
import type { LostMemory } from './lost-memory.io.ts'

/**
 * Lets go of what a move without memory holds, so that a person can start it again. No file of a node is touched, and the move stays
 * named while its traces lie there. What was let go, and by which words, is written down before. Throws `not_found`,
 * `consent_mismatch`; `batch_not_waiting` where it may not be let go, as it is found now.
 */
export async function letGo(
  lost: LostMemory,
  { fs, world, clock, batches, session }: Pick<BatchDeps, 'fs' | 'world' | 'clock' | 'batches' | 'session'>,
  { id, words }: { readonly id: string; readonly words: string },
): Promise<void> {
  await lost.again()
  const move = lost.moves().find((one) => one.id === id)
  if (move === undefined) throw new AppError('not_found', id)
  if (move.letGoWords === null || move.letGoClosed !== null) throw new AppError('batch_not_waiting', move.letGoClosed ?? '')
  if (words !== move.letGoWords) throw new AppError('consent_mismatch', move.letGoWords)
  await fs.makeFolder(batches, 0o700)
  const { held, found, identity, why } = move
  const at = clock.now()
  // Not by its id, which may be any text of the file of holds.
  await putFile(`${batches}/LET-GO-${at}.json`, `${JSON.stringify({ id, at, session, words, identity, why, held, found })}\n`, {
    replace: false,
    fs,
  })
  await world.release(id)
  await lost.again()
}
