import type { IdentitySight, SeenRow } from '../sight/index.ts'
import { gapTimesOf, nextChangeAt, publishEpochAt } from '../time/index.ts'
import { askedBy, atxTakes, registeredBy } from './epoch-rules.ts'
import { thresholds } from './risks.ts'
import type { Around } from './row-context.ts'

/** The next moment at which the clock alone changes what is said of a row: one for each rule that counts time. */
export function validUntil(seen: SeenRow, { facts: { now, lookedSince, clocks, ofNode } }: Around, sight: IdentitySight | null): number {
  const clock = seen.node === null ? undefined : clocks.get(ofNode.get(seen.node) ?? '')
  const shownAt = sight?.shownAt ?? lookedSince
  const gap = clock === undefined ? null : gapTimesOf(clock, publishEpochAt(clock, now))
  const moments = [
    shownAt + thresholds.unknownMs,
    ...(clock === undefined ? [] : [nextChangeAt(clock, now)]),
    ...(gap === null ? [] : [askedBy(gap), registeredBy(gap) ?? gap.close, shownAt + atxTakes(gap)]),
  ]
  return Math.min(Number.POSITIVE_INFINITY, ...moments.filter((at) => at > now))
}
