import type { Epoch, SmesherId } from '../contract/model/basics.ts'
import type { EpochStanding } from '../contract/model/identity.ts'
import type { Alert } from '../contract/model/rig.ts'
import { plus } from '../time/index.ts'
import type { EpochBook } from './epoch-book.ts'
import { type Trouble, trouble } from './trouble.ts'

type Lost = Extract<EpochStanding, 'missed' | 'published-late' | 'not-registered'>

/** One epoch that cost something and that nobody has seen yet. */
export interface Loss {
  readonly epoch: Epoch
  readonly is: Lost
}

const causes: readonly EpochStanding[] = ['missed', 'published-late']
const isLost = (is: EpochStanding): is is Lost => is === 'not-registered' || causes.includes(is)

/** The epochs in which nothing is earned, because of what an identity did not do in its publish epoch (docs/protocol.md §7). */
export function lostEpochs({ epoch, is }: Loss): readonly Epoch[] {
  if (is === 'missed') return [plus(epoch, 1), plus(epoch, 2)]
  return [plus(epoch, is === 'published-late' ? 2 : 1)]
}

/** Losses of an identity, oldest first. Not in a round is a loss of its own only where nothing told before explains it. */
export function lossesOf(book: EpochBook, id: SmesherId): Loss[] {
  const epochs = book.epochs(id).toReversed()
  const first = epochs.find(({ told }) => ['published', ...causes].includes(told.is))?.epoch ?? null
  return epochs.flatMap(({ epoch, told: { is, seen } }): Loss[] => {
    if (seen || !isLost(is)) return []
    const explained = is === 'not-registered' && causes.includes(book.told(id, plus(epoch, -1)) ?? 'unknown')
    // Whoever never published is not in a round yet, and lost nothing by it.
    const isNew = is === 'not-registered' && (first === null || first > epoch)
    return explained || isNew ? [] : [{ epoch, is }]
  })
}

const causeOf = ({ epoch, is }: Loss): string => `lost-${is}-${epoch}`

/** The alert of a loss: one for all identities that lost the same. */
export const lossTrouble = (loss: Loss, name: string): Trouble =>
  trouble({
    cause: causeOf(loss),
    tone: loss.is === 'missed' ? 'bad' : 'warn',
    words: `lost-${loss.is}`,
    values: { name, epoch: String(loss.epoch), lost: lostEpochs(loss).join(',') },
    costEpochs: lostEpochs(loss).length,
    acknowledge: true,
  })

/** A person has seen this alert: a loss of these identities, or a warning. */
export function acknowledge(book: EpochBook, { id, identities }: Pick<Alert, 'id' | 'identities'>): void {
  const epoch = /^lost-[a-z-]+-(\d+)$/.exec(id)?.[1]
  if (epoch === undefined) book.seeAlert(id)
  else for (const identity of identities) book.see(identity, Number(epoch) as Epoch)
}
