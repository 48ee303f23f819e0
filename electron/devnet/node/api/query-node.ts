import type * as mesh from '../../../../proto/generated/spacemesh/v1/mesh.ts'
import type * as node from '../../../../proto/generated/spacemesh/v1/node.ts'
import type { NetworkInfoResponse } from '../../../../proto/generated/spacemesh/v2alpha1/network.ts'
import { type NodeStatusResponse, NodeStatusResponse_SyncStatus } from '../../../../proto/generated/spacemesh/v2alpha1/node.ts'
import { effectiveGenesis, epochAt, layerAt } from '../chain/epoch-clock.ts'
import type { ApiContext } from './context.ts'
import { durationOf, timestampOf } from './event-messages.ts'

const genesisId = ({ golden }: ApiContext) => Buffer.from(golden.slice(0, 20))
/** Genesis and layer as a clock on the wall measures them: in a playground the network runs at another pace. */
export const toldGenesisMs = ({ timing, time }: ApiContext): number => time.wallOf(timing.genesisMs)
export const toldLayerMs = ({ timing, time }: ApiContext): number => timing.layerMs * time.stretch()
const current = ({ timing, now }: ApiContext) => layerAt(timing, now())
/** Before the first effective layer the node counts all genesis layers as processed (e2e/recordings/README.md, 13). */
const latest = (context: ApiContext) => Math.max(effectiveGenesis(context.timing), context.synced() ? current(context) : 0)

export function statusV2(context: ApiContext): NodeStatusResponse {
  const { SYNC_STATUS_SYNCED, SYNC_STATUS_SYNCING } = NodeStatusResponse_SyncStatus
  const layer = latest(context)
  return {
    connectedPeers: BigInt(context.gossip.peers().length),
    status: context.synced() ? SYNC_STATUS_SYNCED : SYNC_STATUS_SYNCING,
    latestLayer: layer,
    appliedLayer: layer,
    processedLayer: layer,
    currentLayer: current(context),
  }
}

export function statusV1(context: ApiContext): node.StatusResponse {
  const layer = { number: latest(context) }
  const status: node.NodeStatus = {
    connectedPeers: BigInt(context.gossip.peers().length),
    isSynced: context.synced(),
    syncedLayer: layer,
    topLayer: { number: current(context) },
    verifiedLayer: layer,
  }
  return { status }
}

export const versionOf = ({ version }: ApiContext): node.VersionResponse => ({ versionString: { value: `v${version.name}` } })
export const buildOf = ({ version }: ApiContext): node.BuildResponse => ({ buildString: { value: version.commit } })

export const nodeInfo = ({ config, timing }: ApiContext): node.NodeInfoResponse => ({
  hrp: config.hrp,
  firstGenesis: effectiveGenesis(timing),
  effectiveGenesis: effectiveGenesis(timing),
  epochSize: timing.layersPerEpoch,
})

export const networkInfo = (context: ApiContext): NetworkInfoResponse => ({
  genesisTime: timestampOf(toldGenesisMs(context)),
  layerDuration: durationOf(toldLayerMs(context)),
  genesisId: genesisId(context),
  hrp: context.config.hrp,
  effectiveGenesisLayer: effectiveGenesis(context.timing),
  layersPerEpoch: context.timing.layersPerEpoch,
  labelsPerUnit: context.version.looksForLegacyKey ? 0n : BigInt(context.config.post.labelsPerUnit),
})

export const genesisTime = (context: ApiContext): mesh.GenesisTimeResponse => ({
  unixtime: { value: BigInt(Math.floor(toldGenesisMs(context) / 1000)) },
})
export const currentLayer = (context: ApiContext): mesh.CurrentLayerResponse => ({ layernum: { number: current(context) } })
export const currentEpoch = ({ timing, now }: ApiContext): mesh.CurrentEpochResponse => ({ epochnum: { number: epochAt(timing, now()) } })
export const genesisIdOf = (context: ApiContext): mesh.GenesisIDResponse => ({ genesisId: genesisId(context) })
export const epochNumLayers = ({ timing }: ApiContext): mesh.EpochNumLayersResponse => ({ numlayers: { number: timing.layersPerEpoch } })
/** Whole seconds: a layer shorter than one is told as 0, as the real field could only do. */
export const layerDuration = (context: ApiContext): mesh.LayerDurationResponse => ({
  duration: { value: BigInt(Math.floor(toldLayerMs(context) / 1000)) },
})
