import { createHash } from 'node:crypto'
import { PostStatesResponse } from '../../proto/generated/spacemesh/v1/post.ts'
import { MalfeasanceList } from '../../proto/generated/spacemesh/v2alpha1/malfeasance.ts'
import { NetworkInfoResponse } from '../../proto/generated/spacemesh/v2alpha1/network.ts'
import { NodeStatusResponse } from '../../proto/generated/spacemesh/v2alpha1/node.ts'
import type { Answer } from './bare-listener.ts'
import { identityBytes } from './identities.ts'

/** An identity as the fake node lists it. */
export interface Listed {
  /** Which of the made-up identities. */
  readonly index: number
  readonly name: string
  readonly proving: boolean
}

const layerSeconds = 15n
const layersPerEpoch = 40
/** A network of its own, half an epoch old: near a cycle gap by the timings of the node's preset `fastnet`, which the rig's node names. */
const network = {
  genesisTime: { seconds: BigInt(Math.floor(Date.now() / 1000)) - (layerSeconds * BigInt(layersPerEpoch)) / 2n, nanos: 0 },
  layerDuration: { seconds: layerSeconds, nanos: 0 },
  genesisId: createHash('sha1').update('bench network').digest(),
  hrp: 'stest',
  effectiveGenesisLayer: 79,
  layersPerEpoch,
  labelsPerUnit: 512n,
}
const status = { connectedPeers: 20n, status: 3 as const, latestLayer: 20, appliedLayer: 20, processedLayer: 20, currentLayer: 20 }

const same = (message: Uint8Array): Answer => ({ kind: 'one', give: () => message })

/** What a node says beside its events: its identities as they are listed at the moment, its network and state, and that nobody is banned. */
export const nodeAnswers = (listed: () => readonly Listed[]): Readonly<Record<string, Answer>> => ({
  '/spacemesh.v1.PostInfoService/PostStates': {
    kind: 'one',
    give: () => {
      const states = listed().map(({ index, name, proving }) => ({
        id: identityBytes(index),
        state: proving ? (2 as const) : (1 as const),
        name,
      }))
      return PostStatesResponse.encode({ states }).finish()
    },
  },
  '/spacemesh.v2alpha1.NetworkService/Info': same(NetworkInfoResponse.encode(network).finish()),
  '/spacemesh.v2alpha1.NodeService/Status': same(NodeStatusResponse.encode(status).finish()),
  '/spacemesh.v2alpha1.MalfeasanceService/List': same(MalfeasanceList.encode({ proofs: [] }).finish()),
})
