import type { Answer } from '../net/index.ts'
import type { NodeSighting } from './sightings.ts'

/** What a node can tell is learned by asking, never by its version alone. `no-answer`: it was asked, and nothing came of it. */
export type Serves = 'unknown' | 'yes' | 'no' | 'no-answer'

const servesBy = (answer: Answer<unknown>): Serves => {
  if (answer.kind === 'answer') return 'yes'
  return answer.kind === 'refused' && answer.code === 'unimplemented' ? 'no' : 'no-answer'
}

/** Whether a node has the services for ATXs and payments, as they answered last. Changed in place. */
export interface ServedHere {
  atxs: Serves
  rewards: Serves
}

export function seeServed(serves: ServedHere, { atxs, rewards }: Extract<NodeSighting, { source: 'earned' }>): void {
  serves.atxs = servesBy(atxs)
  serves.rewards = servesBy(rewards)
}
