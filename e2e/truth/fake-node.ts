import type { ServerWritableStream, sendUnaryData } from '@grpc/grpc-js'
import { fakeListener } from '../../electron/nodes/testing/fake-node.io.ts'
import { AdminServiceService } from '../../proto/generated/spacemesh/v1/admin.ts'
import { PostInfoServiceService } from '../../proto/generated/spacemesh/v1/post.ts'
import { MalfeasanceServiceService } from '../../proto/generated/spacemesh/v2alpha1/malfeasance.ts'
import { NetworkServiceService } from '../../proto/generated/spacemesh/v2alpha1/network.ts'
import { NodeServiceService } from '../../proto/generated/spacemesh/v2alpha1/node.ts'

type Done = sendUnaryData<unknown>
type Events = ServerWritableStream<unknown, unknown>

/** One identity of a fake node, as PostStates lists it; names may be anything. */
export interface Listed {
  readonly id: Buffer
  readonly name: string
  readonly state: number
}

export interface FakeNode {
  readonly address: string
  readonly stop: () => void
  list(states: readonly Listed[]): void
  /** Ends all event streams as a node does that lost its patience (docs/protocol.md §4.2). */
  overflow(): void
  followers(): number
}

const epochSeconds = 600
const layerSeconds = 15
const layersPerEpoch = epochSeconds / layerSeconds

/** A node on loopback in this process: what it says of its network, itself and its identities, and a stream of events that stays open. */
export async function fakeNode({ genesis = 1, states = [] }: { genesis?: number; states?: readonly Listed[] }): Promise<FakeNode> {
  let listed = states
  const followers = new Set<Events>()
  const genesisSeconds = Math.floor(Date.now() / 1000) - epochSeconds * 5 - 30
  const layer = 5 * layersPerEpoch + 2
  const say = (value: () => unknown) => (_call: unknown, done: Done) => done(null, value())
  const network = {
    genesisTime: { seconds: BigInt(genesisSeconds), nanos: 0 },
    layerDuration: { seconds: BigInt(layerSeconds), nanos: 0 },
    genesisId: Buffer.alloc(20, genesis),
    hrp: 'stest',
    effectiveGenesisLayer: 2 * layersPerEpoch - 1,
    layersPerEpoch,
    labelsPerUnit: 512n,
  }
  const status = { connectedPeers: 9n, status: 3, latestLayer: layer, appliedLayer: layer, processedLayer: layer, currentLayer: layer }
  const follow = (call: Events) => {
    followers.add(call)
    call.on('cancelled', () => followers.delete(call)).on('error', () => followers.delete(call))
    call.sendMetadata(call.metadata.clone())
  }
  const { address, stop } = await fakeListener([
    { definition: PostInfoServiceService, answers: { postStates: say(() => ({ states: listed })) } },
    { definition: NodeServiceService, answers: { status: say(() => status) } },
    { definition: NetworkServiceService, answers: { info: say(() => network) } },
    { definition: MalfeasanceServiceService, answers: { list: say(() => ({ proofs: [] })) } },
    { definition: AdminServiceService, answers: { eventsStream: follow } },
  ])
  return {
    address,
    stop,
    list: (next) => {
      listed = next
    },
    overflow: () => {
      for (const call of followers) call.emit('error', { code: 1, details: 'buffer is full' })
    },
    followers: () => followers.size,
  }
}
