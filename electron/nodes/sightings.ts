import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { AtxSeen, RewardSeen } from '../contract/model/earned.ts'
import type { Answer } from '../net/index.ts'
import type { EpochSpan } from '../time/index.ts'
import type { NodeEvent } from './events.ts'
import type { BanAnswer } from './malfeasance.ts'
import type { NetworkFacts, NodeSync } from './node-facts.ts'
import type { PostStateEntry } from './node-memory.ts'

interface Seen {
  readonly node: RigName
  /** When it was heard, by our clock. */
  readonly at: number
}

/** What a node told of itself; needed to know which epochs to ask for, and whether it speaks our layout. */
export interface ToldFacts {
  network: NetworkFacts | null
  version: string | null
}

/** One thing heard from or about a node. */
export type NodeSighting =
  | (Seen & { readonly source: 'post-states'; readonly answer: Answer<readonly PostStateEntry[]> })
  | (Seen & { readonly source: 'status'; readonly answer: Answer<NodeSync> })
  | (Seen & { readonly source: 'network'; readonly answer: Answer<NetworkFacts> })
  | (Seen & { readonly source: 'version'; readonly answer: Answer<string> })
  | (Seen & { readonly source: 'coinbase'; readonly answer: Answer<string> })
  /** What the answers said of who gave them. */
  | (Seen & { readonly source: 'maker'; readonly simulated: boolean })
  | (Seen & { readonly source: 'events'; readonly events: readonly NodeEvent[] })
  | (Seen & { readonly source: 'stream'; readonly state: 'open' | 'closed' | 'overflow' | 'none'; readonly detail: string })
  /** All ATXs of the asked identities that the node knows in these epochs, both ends included. */
  | (Seen & {
      readonly source: 'atxs'
      readonly asked: readonly SmesherId[]
      readonly epochs: EpochSpan
      readonly atxs: readonly AtxSeen[]
    })
  /** Newest page of what the node knows of one identity's work and pay. */
  | (Seen & {
      readonly source: 'earned'
      readonly id: SmesherId
      readonly atxs: Answer<readonly AtxSeen[]>
      readonly rewards: Answer<readonly RewardSeen[]>
    })
  | (Seen & { readonly source: 'bans'; readonly answers: readonly BanAnswer[] })
