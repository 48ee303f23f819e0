import type { NetworkTime } from '../../shared/network-time.ts'
import type { Chain } from '../chain/chain.ts'
import type { Timing } from '../chain/epoch-clock.ts'
import type { NodeConfig } from '../config/read-config.ts'
import type { LoadedIdentity } from '../keys/load-identities.ts'
import type { Gossip } from '../network/gossip.ts'
import type { PostStates } from '../post-states.ts'
import type { NodeVersion } from '../versions.ts'
import type { EventLog } from './event-log.ts'
import type { PostClients } from './post-clients.ts'

/** Everything the services answer from. */
export interface ApiContext {
  readonly config: NodeConfig
  readonly version: NodeVersion
  readonly timing: Timing
  readonly golden: Uint8Array
  readonly identities: readonly LoadedIdentity[]
  /** One identity in local.key: the node would run the post-service itself. */
  readonly supervised: boolean
  readonly chain: Chain
  readonly gossip: Gossip
  readonly peerId: string
  readonly clients: PostClients
  readonly events: EventLog
  readonly states: PostStates
  readonly synced: () => boolean
  readonly coinbase: { current: string }
  readonly stopSmeshing: () => void
  readonly now: () => number
  readonly time: Pick<NetworkTime, 'wallOf' | 'stretch'>
}

/** An error answer: gRPC code and text. */
export class Fault extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}
