import type { Earned } from '../contract/model/earned.ts'
import type { NodeSighting } from '../nodes/index.ts'

type Sighted = Extract<NodeSighting, { source: 'earned' }>
type List<Of extends 'atxs' | 'rewards'> = { readonly list: Earned[Of]['list']; readonly at: number }

/** What was told of an identity's work and pay, and when it was asked for. Changed in place. */
export interface EarnedMemory {
  askedAt: number | null
  /** Somebody looks at it: it is asked for before the others. */
  wantedAt: number | null
  atxs: List<'atxs'> | null
  rewards: List<'rewards'> | null
  /** What of the last answer was not in the one before. */
  news: { readonly atxs: Earned['atxs']['list']; readonly rewards: Earned['rewards']['list'] }
}

export const newEarned = (): EarnedMemory => ({ askedAt: null, wantedAt: null, atxs: null, rewards: null, news: { atxs: [], rewards: [] } })

/** Rows of an answer that an earlier one did not have, as they are now. */
function newOf<Row>(list: readonly Row[], before: { readonly list: readonly Row[] } | null, keyOf: (row: Row) => string): Row[] {
  const known = new Set(before?.list.map(keyOf))
  return list.filter((row) => !known.has(keyOf(row)))
}

/** Takes what a node answered; what was told before stays where it now says nothing. */
export function seeEarned(earned: EarnedMemory, { at, atxs, rewards }: Sighted): void {
  earned.askedAt = at
  earned.news = {
    atxs: atxs.kind === 'answer' ? newOf(atxs.value, earned.atxs, ({ id }) => id) : [],
    rewards: rewards.kind === 'answer' ? newOf(rewards.value, earned.rewards, ({ layer, total }) => `${layer} ${total}`) : [],
  }
  if (atxs.kind === 'answer') earned.atxs = { at, list: atxs.value.toSorted((one, other) => other.publishEpoch - one.publishEpoch) }
  if (rewards.kind === 'answer') earned.rewards = { at, list: rewards.value.toSorted((one, other) => other.layer - one.layer) }
}
