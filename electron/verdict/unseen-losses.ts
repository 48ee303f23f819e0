import type { Epoch } from '../contract/model/basics.ts'
import type { EpochStanding } from '../contract/model/identity.ts'
import { type Lost, lostEpochs, plus } from '../time/index.ts'

/** What was told of one epoch of one identity. */
export interface Told {
  readonly is: EpochStanding
  /** A person has seen that it is lost. */
  readonly seen: boolean
}
export type Epochs = Map<Epoch, Told>

/** One epoch that cost something and that nobody has seen yet. */
export interface Loss {
  readonly epoch: Epoch
  readonly is: Lost
}

/** Epochs without a reward, each counted once; from the first to the last, of which some may have been kept. */
export interface LostSpan {
  readonly epochs: number
  readonly from: Epoch
  readonly to: Epoch
}

const causes: readonly (EpochStanding | undefined)[] = ['missed', 'published-late']
const isLost = (is: EpochStanding): is is Lost => is === 'not-registered' || causes.includes(is)

/** Whether it ever published, or lost an epoch by not doing so: whoever never did is not in a round yet, and lost nothing by it. */
const hasBegun = ({ is }: Told): boolean => is === 'published' || causes.includes(is)

/** Losses of an identity, oldest first. Not in a round is a loss of its own only where nothing told before explains it. `older`: told before these. */
export function lossesIn(epochs: Epochs, older: LostSpan | null): Loss[] {
  const inOrder = [...epochs].sort(([one], [other]) => one - other)
  const first = older === null ? (inOrder.find(([, told]) => hasBegun(told))?.[0] ?? null) : 0
  return inOrder.flatMap(([epoch, { is, seen }]): Loss[] => {
    if (seen || !isLost(is)) return []
    if (is !== 'not-registered') return [{ epoch, is }]
    const explained = causes.includes(epochs.get(plus(epoch, -1))?.is) || (older !== null && older.to > epoch)
    const isNew = first === null || first > epoch
    return explained || isNew ? [] : [{ epoch, is }]
  })
}

/** All that was lost, as one; `null`: nothing was. */
export function spanOf(losses: readonly Loss[], older: LostSpan | null): LostSpan | null {
  const lost = [...new Set(losses.flatMap(({ epoch, is }) => lostEpochs(epoch, is)))].sort((one, other) => one - other)
  const fresh = lost.filter((epoch) => older === null || epoch > older.to)
  const [from, to] = [older?.from ?? fresh[0], fresh.at(-1) ?? older?.to]
  return from === undefined || to === undefined ? null : { epochs: (older?.epochs ?? 0) + fresh.length, from, to }
}

const epochsKept = 16

/** Older than all that is kept, and so forgotten as soon as it were noted: a clock that was set back far speaks of it again and again. */
export const isForgotten = (epochs: Epochs, epoch: Epoch): boolean => epochs.size >= epochsKept && epoch < Math.min(...epochs.keys())

/** Forgets the oldest epochs beyond the newest ones. A loss that nobody has seen is no more forgotten than counted twice: it is in what is answered. */
export function foldOldest(epochs: Epochs, before: LostSpan | null): LostSpan | null {
  let older = before
  while (epochs.size > epochsKept) {
    const oldest = Math.min(...epochs.keys()) as Epoch
    older = spanOf(
      lossesIn(epochs, older).filter(({ epoch }) => epoch === oldest),
      older,
    )
    const next = epochs.get(plus(oldest, 1))
    // What followed from a loss that was seen goes with it.
    if (causes.includes(epochs.get(oldest)?.is) && next?.is === 'not-registered') epochs.set(plus(oldest, 1), { ...next, seen: true })
    epochs.delete(oldest)
  }
  return older
}

/** Marks as seen what was lost up to an epoch, as it was shown to a person; answers what of the older ones is left. */
export function seeUntil(epochs: Epochs, older: LostSpan | null, to: Epoch): LostSpan | null {
  for (const [epoch, told] of epochs)
    if (isLost(told.is) && (lostEpochs(epoch, told.is).at(-1) ?? epoch) <= to) epochs.set(epoch, { ...told, seen: true })
  return older !== null && older.to <= to ? null : older
}
