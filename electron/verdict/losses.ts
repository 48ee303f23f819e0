import type { Epoch, SmesherId } from '../contract/model/basics.ts'
import type { EpochStanding, IdentityRow } from '../contract/model/identity.ts'
import type { Alert } from '../contract/model/rig.ts'
import type { IdentitySight, SeenRow } from '../sight/index.ts'
import { type Lost, lostEpochs, plus } from '../time/index.ts'
import type { EpochBook } from './epoch-book.ts'
import { type Trouble, trouble } from './trouble.ts'

/** One epoch that cost something and that nobody has seen yet. */
export interface Loss {
  readonly epoch: Epoch
  readonly is: Lost
}

const causes: readonly EpochStanding[] = ['missed', 'published-late']
const isLost = (is: EpochStanding): is is Lost => is === 'not-registered' || causes.includes(is)

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

/** The alert of a loss: one for all identities that lost the same. */
export function lossTrouble({ epoch, is }: Loss, name: string): Trouble {
  const lost = lostEpochs(epoch, is)
  return trouble({
    cause: `lost-${is}-${epoch}`,
    tone: is === 'missed' ? 'bad' : 'warn',
    words: `lost-${is}`,
    values: { name, epoch: String(epoch), lost: lost.join(',') },
    costEpochs: lost.length,
    acknowledge: true,
  })
}

/** A person has seen this alert: a loss of these identities, or a warning. */
export function acknowledge(book: EpochBook, { id, identities }: Pick<Alert, 'id' | 'identities'>): void {
  const epoch = /^lost-[a-z-]+-(\d+)$/.exec(id)?.[1]
  if (epoch === undefined) book.seeAlert(id)
  else for (const identity of identities) book.see(identity, Number(epoch) as Epoch)
}

/** What was told stays open until a person has seen it, also when the copy is gone: a node may have signed with it meanwhile. */
export const wereBack = ({ id, name }: SeenRow, returned: IdentitySight['returned']): Trouble[] =>
  (returned ?? [])
    .filter(({ here, told }) => told && !here)
    .map(({ path, since }) =>
      trouble({
        cause: `key-was-returned-${id}-${since}`,
        tone: 'bad',
        words: 'key-was-returned',
        values: { name, path },
        route: `#/identities/${id}`,
        acknowledge: true,
      }),
    )

/** At rest, a loss that nobody has seen is what the row says; whoever is at work again says that, and asks all the same. */
export function shownLoss(
  { state, tone }: Pick<IdentityRow, 'state' | 'tone'>,
  newest: Loss | undefined,
  asks: Trouble | undefined,
): Pick<IdentityRow, 'state' | 'tone'> {
  if (
    newest === undefined ||
    asks === undefined ||
    (tone !== 'idle' && tone !== 'good' && !['not-registered', 'published-late'].includes(state))
  )
    return { state, tone }
  return { state: newest.is, tone: asks.tone }
}
