import type { Epoch } from '../contract/model/basics.ts'
import type { EpochStanding, IdentityRow } from '../contract/model/identity.ts'
import type { EpochEvidence, IdentitySight, SeenRow } from '../sight/index.ts'
import { epochsIn, type GapTimes, gapTimesOf, lastEpochs, type NetworkTimes, plus, publishEpochAt } from '../time/index.ts'
import type { EpochBook } from './epoch-book.ts'
import { type NodeGround, nodeStands } from './rig-facts.ts'
import type { Around, RowContext } from './row-context.ts'

/** What is seen of an identity right now, as far as its standing needs it. */
export interface Live {
  /** Whether its node wants a proof; `unknown` while nothing believable is heard. */
  readonly wants: 'proof' | 'nothing' | 'unknown'
  /** A service is seen at work on it, or holds a finished one. */
  readonly works: boolean
  /** Since when every event of its node was heard; `null` while that is not so. */
  readonly unbrokenSince: number | null
  /** Since when its node's process was seen to stand still, without a break; `null` while it runs or that is not known. */
  readonly downSince: number | null
}

export interface StandingFacts {
  readonly times: NetworkTimes
  readonly evidence: EpochEvidence
  readonly live: Live
  /** What was told of an epoch before; kept where nothing contradicts it. */
  readonly told: (epoch: Epoch) => EpochStanding | null
  /** It has published before, or was to. */
  readonly hasBegun: boolean
  readonly now: number
}

const isPublished = (is: EpochStanding | null): boolean => is === 'published' || is === 'published-late'
const wasWanted: readonly (EpochStanding | null)[] = ['ahead', 'due', 'proving', 'late']

/** Published before the next round began, or after it; what was told once stays so. */
function publishedAs(epoch: Epoch, { close }: GapTimes, { evidence, told }: StandingFacts): EpochStanding | null {
  const before = told(epoch)
  const atx = evidence.atxs.get(epoch)
  if (atx === undefined) return isPublished(before) ? before : null
  if (before !== null && isPublished(before)) return before
  if (evidence.registered.has(plus(epoch, 1))) return 'published'
  // Without the event only the first look at the network bounds the moment; what is not known to be late is not called so.
  if (atx.at !== null) return atx.at < close ? 'published' : 'published-late'
  const waitedPast = evidence.waits.get(plus(epoch, 2)) ?? null
  return waitedPast !== null && waitedPast >= close && atx.seenAt >= close ? 'published-late' : 'published'
}

/** Known not to be in the round whose proof this epoch needs: by its node's own word, or by what became of the epoch before. */
function isOut(epoch: Epoch, gap: GapTimes, { evidence, told }: StandingFacts): boolean {
  if (evidence.registered.has(epoch) || epoch === 0) return false
  const waits = evidence.waits.get(plus(epoch, 1))
  if (waits !== undefined && waits < gap.open) return true
  const before = told(plus(epoch, -1))
  return before === 'published-late' || before === 'missed' || told(epoch) === 'not-registered'
}

/**
 * The first proof of an identity is wanted before it is in any round. What was told before its node said so stands against it only
 * where it rests on an ATX: "due" is told of whoever is asked for a proof.
 */
const isFirstProof = (epoch: Epoch, { evidence, told }: StandingFacts): boolean =>
  evidence.initialAt !== null && !evidence.registered.has(epoch) && told(epoch) !== 'ahead' && told(plus(epoch, -1)) !== 'published'

function running(epoch: Epoch, gap: GapTimes, facts: StandingFacts): EpochStanding {
  const { evidence, live, now, told } = facts
  if (isOut(epoch, gap, facts)) return 'not-registered'
  const isIn = evidence.registered.has(epoch) || wasWanted.includes(told(epoch)) || told(plus(epoch, -1)) === 'published'
  // No round ended yet before the first gap, so there is nothing to publish in epoch 0.
  if (now < gap.open || epoch === 0) return isIn || epoch === 0 ? 'ahead' : 'unknown'
  if (live.wants === 'proof') {
    if (isFirstProof(epoch, facts)) return 'not-registered'
    if (now >= gap.soft) return 'late'
    return live.works ? 'proving' : 'due'
  }
  if (now >= gap.soft && told(epoch) === 'late') return 'late'
  if (live.wants === 'unknown') return 'unknown'
  // IDLE inside the gap: its proof is in and the ATX follows, or the round's proof has not been fetched yet.
  if (!isIn) return 'unknown'
  return now < gap.soft
    ? told(epoch) === 'proving' || told(epoch) === 'due'
      ? 'proving'
      : 'ahead'
    : heardAll(gap, facts)
      ? 'late'
      : 'unknown'
}

/** Every event since the gap opened was heard: an ATX could not have been published unseen. */
const heardAll = (gap: GapTimes, { live }: StandingFacts): boolean => live.unbrokenSince !== null && live.unbrokenSince <= gap.open

/** No ATX by its end, proven: the network was asked after it, or the node wanted the proof and every event since was heard. */
function isMissing(epoch: Epoch, gap: GapTimes, { evidence, live }: StandingFacts): boolean {
  if ((evidence.absent.get(epoch) ?? 0) >= gap.hard) return true
  const { wantedAt } = evidence
  const since = live.unbrokenSince
  return since !== null && (since <= gap.open || (wantedAt !== null && wantedAt >= gap.open && since <= wantedAt && wantedAt < gap.hard))
}

/** Never seen in a round, and no ATX of it is known where the network was asked: whoever is asked for a first proof loses nothing yet. */
const isNew = (epoch: Epoch, { evidence, told }: StandingFacts): boolean =>
  evidence.atxs.size === 0 &&
  evidence.registered.size === 0 &&
  evidence.absent.has(plus(epoch, -1)) &&
  told(epoch) !== 'ahead' &&
  !isPublished(told(plus(epoch, -1)))

function over(epoch: Epoch, gap: GapTimes, facts: StandingFacts): EpochStanding {
  const before = facts.told(epoch)
  if (before === 'missed') return 'missed'
  // Nothing is published by a node that did not run from before the gap until the epoch's end.
  if (facts.hasBegun && epoch > 0 && (facts.live.downSince ?? Number.POSITIVE_INFINITY) <= gap.open) return 'missed'
  if (isOut(epoch, gap, facts)) return 'not-registered'
  if (isNew(epoch, facts)) return 'unknown'
  const wanted = wasWanted.includes(before) || facts.evidence.registered.has(epoch) || facts.told(plus(epoch, -1)) === 'published'
  if (epoch === 0) return 'unknown'
  if (!wanted) return before ?? 'unknown'
  return isMissing(epoch, gap, facts) ? 'missed' : 'unknown'
}

/** How an identity stands towards one publish epoch. What was not seen is `unknown`, never made up (docs/protocol.md §7). */
export function standingOf(epoch: Epoch, facts: StandingFacts): EpochStanding {
  const gap = gapTimesOf(facts.times, epoch)
  if (gap === null) return facts.evidence.atxs.has(epoch) ? 'published' : 'unknown'
  return publishedAs(epoch, gap, facts) ?? (facts.now < gap.hard ? running(epoch, gap, facts) : over(epoch, gap, facts))
}

const epochsShown = 12
/** An epoch's end is told by what is heard after it: two epochs back still change. */
const epochsBack = 2

function downSince(node: NodeGround | undefined, lookedSince: number): number | null {
  if (node === undefined || node.reach === 'answers' || !nodeStands(node)) return null
  return Math.max(node.slot?.lastEnd?.at ?? lookedSince, lookedSince)
}

function liveOf({ cell, overlay }: SeenRow, sight: IdentitySight, down: number | null): Live {
  const blind = overlay === 'just-started' || overlay === 'fault'
  const wants = blind ? 'unknown' : cell.post === 'proving' ? 'proof' : cell.post === 'idle' ? 'nothing' : 'unknown'
  const works = ['k2pow', 'reading', 'done'].includes(cell.operator) || (cell.operator === 'off' && cell.event === 'post_start')
  return { wants, works, unbrokenSince: sight.unbrokenSince, downSince: down }
}

const stillOpen: readonly EpochStanding[] = ['ahead', 'due', 'proving', 'late']

/** What an epoch that is over came to, as far as that was seen. */
const asOver = (is: EpochStanding): EpochStanding => (stillOpen.includes(is) ? 'unknown' : is)

function pastEpochs(book: EpochBook, id: SeenRow['id'], before: Epoch | null): IdentityRow['epochs'] {
  return book
    .epochs(id)
    .filter(({ epoch }) => before === null || epoch < before)
    .slice(0, epochsShown)
    .map(({ epoch, told }) => ({ epoch, is: asOver(told.is) }))
}

const published: readonly EpochStanding[] = ['ahead', 'published', 'published-late', 'missed']
const hasBegun = ({ id, lastAtx }: SeenRow, { epochs }: IdentitySight, book: EpochBook): boolean =>
  lastAtx !== null ||
  epochs.atxs.size > 0 ||
  epochs.registered.size > 0 ||
  book.kept(id)?.older != null ||
  book.epochs(id).some(({ told: { is } }) => published.includes(is))

interface Standing {
  readonly clock: string | null
  readonly standing: IdentityRow['standing']
  readonly epochs: IdentityRow['epochs']
  readonly gap: RowContext['gap']
  readonly next: RowContext['next']
}

/** Judges the epoch that counts now and the two before it, oldest first, since one follows from the other. */
export function standings(row: SeenRow, { facts, index, memory: { book } }: Around): Standing {
  const key = row.node === null ? undefined : facts.ofNode.get(row.node)
  const clock = key === undefined ? undefined : facts.clocks.get(key)
  const sight = facts.identity(row.id)
  if (clock === undefined || sight === null)
    return {
      clock: key ?? null,
      standing: { epoch: null, is: 'unknown' },
      epochs: pastEpochs(book, row.id, null),
      gap: null,
      next: null,
    }
  const now = publishEpochAt(clock, facts.now)
  const told = (epoch: Epoch) => book.told(row.id, epoch)
  const down = row.node === null ? null : downSince(index.nodes.get(row.node), facts.lookedSince)
  const common = {
    times: clock,
    evidence: sight.epochs,
    live: liveOf(row, sight, down),
    told,
    hasBegun: hasBegun(row, sight, book),
    now: facts.now,
  }
  let is: EpochStanding = 'unknown'
  for (const epoch of epochsIn(lastEpochs(now, epochsBack))) {
    is = standingOf(epoch, common)
    if (is !== 'unknown' || told(epoch) === null) book.note(row.id, epoch, is)
  }
  return {
    clock: clock.key,
    standing: { epoch: now, is },
    epochs: pastEpochs(book, row.id, now),
    gap: gapTimesOf(clock, now),
    next: gapTimesOf(clock, plus(now, 1)),
  }
}
