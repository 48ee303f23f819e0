import type { Epoch, SmesherId } from '../contract/model/basics.ts'
import type { Alert } from '../contract/model/rig.ts'
import type { IdentitySight, SeenRow } from '../sight/index.ts'
import { lostEpochs } from '../time/index.ts'
import type { EpochBook } from './epoch-book.ts'
import { type Trouble, trouble } from './trouble.ts'
import { type Loss, type LostSpan, lossesIn, spanOf } from './unseen-losses.ts'

/** All that an identity lost and that nobody has seen, as one; `null`: nothing. */
export function unseenLoss(book: EpochBook, id: SmesherId): LostSpan | null {
  const kept = book.kept(id)
  return kept === null ? null : spanOf(lossesIn(kept.epochs, kept.older), kept.older)
}

/** So many losses of one identity are told one by one; more are one alert. */
const mostAlone = 3

/** What is told of the losses of an identity. */
export function lossTroubles(book: EpochBook, { id, name }: Pick<SeenRow, 'id' | 'name'>): Trouble[] {
  const kept = book.kept(id)
  if (kept === null) return []
  const losses = lossesIn(kept.epochs, kept.older)
  const span = spanOf(losses, kept.older)
  if (span === null) return []
  return kept.older === null && losses.length <= mostAlone ? losses.map((loss) => lossTrouble(loss, name)) : [manyLost(span, losses, name)]
}

/** One alert for all that lost the same. */
const manyLost = ({ epochs, from, to }: LostSpan, losses: readonly Loss[], name: string): Trouble =>
  trouble({
    cause: `lost-many-${from}-${to}-${epochs}`,
    tone: 'bad',
    words: 'lost-many',
    values: {
      name,
      from: String(from),
      to: String(to),
      epochs: String(epochs),
      // Of the newest ones, which.
      lost: [...new Set(losses.flatMap(({ epoch, is }) => lostEpochs(epoch, is)))].join(','),
    },
    costEpochs: epochs,
    acknowledge: true,
  })

/** The alert of a loss: one for all identities that lost the same. */
function lossTrouble({ epoch, is }: Loss, name: string): Trouble {
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
  const many = /^lost-many-\d+-(\d+)-\d+$/.exec(id)?.[1]
  const epoch = /^lost-[a-z-]+-(\d+)$/.exec(id)?.[1]
  if (many !== undefined) for (const identity of identities) book.seeUntil(identity, Number(many) as Epoch)
  else if (epoch === undefined) book.seeAlert(id)
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
