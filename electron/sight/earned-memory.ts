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
}

export const newEarned = (): EarnedMemory => ({ askedAt: null, wantedAt: null, atxs: null, rewards: null })

/** Takes what a node answered; what was told before stays where it now says nothing. */
export function seeEarned(earned: EarnedMemory, { at, atxs, rewards }: Sighted): void {
  earned.askedAt = at
  if (atxs.kind === 'answer') earned.atxs = { at, list: atxs.value.toSorted((one, other) => other.publishEpoch - one.publishEpoch) }
  if (rewards.kind === 'answer') earned.rewards = { at, list: rewards.value.toSorted((one, other) => other.layer - one.layer) }
}
