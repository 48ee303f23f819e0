import type { Epoch } from '../contract/model/basics.ts'
import type { EpochCell, EpochOutcome, LookGap } from '../contract/model/history.ts'
import { epochsIn, gapTimesOf, type NetworkTimes, newest, oldest, plus, publishEpochAt } from '../time/index.ts'
import type { Dropped, KeptEpochs } from './kept-rows.ts'

interface CellFacts {
  readonly kept: KeptEpochs
  /** By the clock of its node; `null` while that is not known. */
  readonly times: NetworkTimes | null
  /** When nobody looked at its node, or at anything. */
  readonly gaps: readonly LookGap[]
  /** Before it nobody ever looked. */
  readonly first: number | null
  readonly dropped: Dropped
  readonly now: number
  readonly most: number
  /** Only epochs before this one. */
  readonly before: Epoch | null
}

/** Whether nobody looked for a part of a time. */
const isUnseen = (from: number, to: number, { gaps, first }: CellFacts): boolean =>
  first === null || first > from || gaps.some(({ since, until }) => since < to && (until === null || until > from))

/** Whether something of it may have been kept once: what it came to, its ATX, or that nobody looked. */
const isDropped = (epoch: Epoch, open: number | null, { dropped: { outcomes = -1, atxs = -1, gaps } }: CellFacts): boolean =>
  epoch <= Math.max(outcomes, atxs) || (gaps !== undefined && open !== null && open <= gaps)

/** What an epoch is of which nothing is kept. */
function withoutWord(epoch: Epoch, facts: CellFacts): EpochOutcome {
  const gap = facts.times === null ? null : gapTimesOf(facts.times, epoch)
  if (gap !== null && facts.now < gap.hard) return 'open'
  if (isDropped(epoch, gap?.open ?? null, facts)) return 'forgotten'
  if (gap === null) return 'unknown'
  // Whether its ATX came was to be seen from the moment a proof was wanted to the epoch's end.
  return isUnseen(gap.open, gap.hard, facts) ? 'not-seen' : 'unknown'
}

/** A ban counts from the epoch in which it was found on: what a banned identity publishes is worth nothing, whatever its node says. */
const isBanned = (epoch: Epoch, { kept: { bannedAt }, times }: CellFacts): boolean =>
  bannedAt !== null && times !== null && (gapTimesOf(times, epoch)?.hard ?? bannedAt) > bannedAt

/** From the first epoch that anything is kept of, or that somebody looked at, to the one that counts now. No round ends before epoch 1. */
function spanOf({ times, kept, first, now, most, before }: CellFacts): { readonly from: Epoch; readonly to: Epoch } | null {
  const known = [...kept.outcomes.map(([epoch]) => epoch), ...kept.atxs]
  const current = times === null ? newest(known) : publishEpochAt(times, now)
  if (current === null) return null
  const looked = times === null || first === null ? null : publishEpochAt(times, first)
  const from = oldest([...known, looked, current]) ?? current
  const to = before === null ? current : (Math.min(current, plus(before, -1)) as Epoch)
  return { from: Math.max(1, from, plus(to, 1 - most)) as Epoch, to }
}

/**
 * The newest epochs of one identity, oldest first and without a hole: what is kept of each, and where nothing is, whether nobody
 * looked. An ATX of which nobody said that it was late is not called so.
 */
export function cellsOf(facts: CellFacts): EpochCell[] {
  const span = spanOf(facts)
  if (span === null) return []
  const outcomes = new Map(facts.kept.outcomes)
  const atxs = new Set(facts.kept.atxs)
  return epochsIn(span).map((epoch): EpochCell => {
    if (isBanned(epoch, facts)) return { epoch, is: 'banned' }
    return { epoch, is: outcomes.get(epoch) ?? (atxs.has(epoch) ? 'published' : withoutWord(epoch, facts)) }
  })
}
