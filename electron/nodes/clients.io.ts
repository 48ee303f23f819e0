import type { ClientReadableStream } from '@grpc/grpc-js'
import { AdminServiceService } from '../../proto/generated/spacemesh/v1/admin.ts'
import type { Event } from '../../proto/generated/spacemesh/v1/events.ts'
import { MeshServiceService } from '../../proto/generated/spacemesh/v1/mesh.ts'
import { NodeServiceService as NodeV1 } from '../../proto/generated/spacemesh/v1/node.ts'
import { PostInfoServiceService } from '../../proto/generated/spacemesh/v1/post.ts'
import { SmesherServiceService } from '../../proto/generated/spacemesh/v1/smesher.ts'
import { ActivationServiceService } from '../../proto/generated/spacemesh/v2alpha1/activation.ts'
import { SortOrder } from '../../proto/generated/spacemesh/v2alpha1/common.ts'
import { MalfeasanceServiceService } from '../../proto/generated/spacemesh/v2alpha1/malfeasance.ts'
import { NetworkServiceService } from '../../proto/generated/spacemesh/v2alpha1/network.ts'
import { NodeServiceService } from '../../proto/generated/spacemesh/v2alpha1/node.ts'
import { RewardServiceService } from '../../proto/generated/spacemesh/v2alpha1/reward.ts'
import type { SmesherId } from '../contract/model/basics.ts'
import type { AtxSeen, RewardSeen } from '../contract/model/earned.ts'
import type { NodeRow } from '../contract/model/rig.ts'
import { type Answer, openListener, type Reaching } from '../net/index.ts'
import type { EpochSpan } from '../time/index.ts'
import { pageLimit, parseAtxs, parseRewards } from './earned.ts'
import { bytesOf, smesherOf } from './hex-id.ts'
import { all, type BanProof, parseBanList, parseBanQuery } from './malfeasance.ts'
import { type NetworkFacts, type NodeSync, parseNetwork, parseStatus, parseVersion } from './node-facts.ts'
import { type PostStateEntry, parsePostStates } from './node-memory.ts'
import { lineOf } from './plain-line.ts'
import { elseV1, publicV1 } from './public-v1.io.ts'

/**
 * The questions Smeshdesk puts to a node: all read only. There is no `StopSmeshing` here and there must not be one
 * (docs/protocol.md §4.4). Each has a deadline of 2 s and never rejects.
 */
export interface NodeClients {
  readonly postStates: () => Promise<Answer<readonly PostStateEntry[]>>
  readonly status: () => Promise<Answer<NodeSync>>
  readonly network: () => Promise<Answer<NetworkFacts>>
  readonly version: () => Promise<Answer<string>>
  readonly coinbase: () => Promise<Answer<string>>
  readonly smesherIds: () => Promise<Answer<readonly SmesherId[]>>
  /** Up to 100 identities at once; only from node 1.7.2 on. */
  readonly banList: (ids: readonly SmesherId[]) => Promise<Answer<readonly BanProof[]>>
  /** One identity; `undefined` when no ban is known. */
  readonly banQuery: (id: SmesherId) => Promise<Answer<{ readonly proof: BanProof | undefined }>>
  /** ATXs of up to 100 identities published in these epochs; only from node 1.6.1 on, before it another layout was spoken. */
  readonly atxs: (ids: readonly SmesherId[], epochs: EpochSpan) => Promise<Answer<readonly AtxSeen[]>>
  /** The newest hundred payments of one identity; from the same nodes. */
  readonly rewards: (id: SmesherId) => Promise<Answer<readonly RewardSeen[]>>
  readonly events: () => Promise<ClientReadableStream<Event> | Answer<never>>
  /** Whether any answer so far said that a simulator gave it. */
  readonly saysSimulated: () => boolean
  readonly close: () => void
}

const hex = (bytes: Uint8Array): string => (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes)).toString('hex')

export type NodeAddresses = Readonly<NodeRow['addresses']>

type Opened = ReturnType<typeof openListener>

type PublicQuestion = 'status' | 'network' | 'version' | 'banList' | 'banQuery' | 'atxs' | 'rewards'

function publicQuestions(listener: Opened): Pick<NodeClients, PublicQuestion> {
  const v1 = publicV1(listener)
  return {
    status: async () => elseV1(await listener.ask(NodeServiceService.status, {}, parseStatus), v1.status),
    network: async () => elseV1(await listener.ask(NetworkServiceService.info, {}, parseNetwork), v1.network),
    version: () => listener.ask(NodeV1.version, {}, ({ versionString }) => parseVersion(versionString?.value ?? '')),
    banList: (ids) => {
      const request = { smesherId: ids.slice(0, 100).map((id) => Buffer.from(bytesOf(id))), offset: 0n, limit: 100n }
      return listener.ask(MalfeasanceServiceService.list, request, ({ proofs }) => parseBanList(proofs))
    },
    banQuery: (id) =>
      listener.ask(MeshServiceService.malfeasanceQuery, { smesherHex: id, includeProof: false }, ({ proof }) => {
        const found = parseBanQuery(proof, id)
        return found === null ? null : { proof: found }
      }),
    atxs: (ids, { from, to }) => {
      const smesherId = ids.slice(0, 100).map((id) => Buffer.from(bytesOf(id)))
      const request = { startEpoch: from, endEpoch: to, id: [], smesherId, coinbase: '', offset: 0n, limit: 100n }
      return listener.ask(ActivationServiceService.list, request, ({ activations }) => parseAtxs(activations, hex))
    },
    rewards: (id) => {
      const filterBy = { $case: 'smesher', value: Buffer.from(bytesOf(id)) } as const
      const request = { startLayer: 0, endLayer: 0, filterBy, offset: 0n, limit: BigInt(pageLimit), sortOrder: SortOrder.DESC }
      return listener.ask(RewardServiceService.list, request, ({ rewards }) => parseRewards(rewards, id, hex))
    },
  }
}

/** The typed clients of one node. Nothing is connected before the first question; one listener never waits for another. */
export function openClients(addresses: NodeAddresses, { tls, plainText }: Reaching = {}): NodeClients {
  // Only the TLS listener speaks TLS, and it serves PostStates alone (docs/protocol.md §4).
  const listeners = {
    public: openListener(addresses.public, { plainText }),
    private: openListener(addresses.private, { plainText }),
    post: openListener(addresses.post, { tls, plainText }),
  }
  return {
    ...publicQuestions(listeners.public),
    postStates: () => listeners.post.ask(PostInfoServiceService.postStates, {}, ({ states }) => parsePostStates(states, hex)),
    coinbase: () =>
      listeners.private.ask(SmesherServiceService.coinbase, {}, ({ accountId }) =>
        accountId === undefined ? null : (lineOf(accountId.address) ?? ''),
      ),
    smesherIds: () =>
      listeners.private.ask(SmesherServiceService.smesherIDs, {}, ({ publicKeys }) => all(publicKeys.map((key) => smesherOf(key, hex)))),
    events: () => listeners.private.stream(AdminServiceService.eventsStream, {}),
    saysSimulated: () => Object.values(listeners).some((listener) => listener.saysSimulated()),
    close: () => {
      for (const listener of Object.values(listeners)) listener.close()
    },
  }
}

/** Whether a simulator answers at any of these addresses; `false` also where nobody answers. */
export async function answersAsSimulator(addresses: NodeAddresses): Promise<boolean> {
  const clients = openClients(addresses)
  try {
    await Promise.all([clients.version(), clients.postStates(), clients.smesherIds()])
    return clients.saysSimulated()
  } finally {
    clients.close()
  }
}
