import type { Layer } from '../contract/model/basics.ts'
import type { NodeRow } from '../contract/model/rig.ts'
import type { EpochTimes } from '../time/index.ts'
import { hexOf } from './hex-id.ts'
import { lineOf } from './plain-line.ts'
import { instantOf, type WireTime } from './wire-event.ts'

/** How far a node is. Before genesis `currentLayer` is 0 while `latestLayer` is already 2 × epoch − 1 (recorded). */
export type NodeSync = NonNullable<NodeRow['sync']>

interface WireStatus {
  readonly connectedPeers: bigint
  readonly status: number
  readonly latestLayer: number
  readonly processedLayer: number
  readonly currentLayer: number
}

const syncedStatus = 3

/** Reads v2alpha1 NodeService.Status. */
export const parseStatus = (wire: WireStatus): NodeSync => ({
  synced: wire.status === syncedStatus,
  peers: Number(wire.connectedPeers > 1_000_000n ? 1_000_000n : wire.connectedPeers),
  currentLayer: wire.currentLayer as Layer,
  latestLayer: wire.latestLayer as Layer,
  processedLayer: wire.processedLayer as Layer,
})

/** What a network is: its name by genesis, and the two numbers its clock runs by. */
export interface NetworkFacts extends EpochTimes {
  /** 40 hex characters. */
  readonly genesisId: string
  /** `sm`, `stest`, `standalone`; empty when the node does not say. */
  readonly hrp: string
  /** The node has v1 services only. */
  readonly via?: 'v1'
}

interface WireNetwork {
  readonly genesisTime: WireTime | undefined
  readonly layerDuration: { readonly seconds: bigint; readonly nanos: number } | undefined
  readonly genesisId: Uint8Array
  readonly hrp: string
  readonly layersPerEpoch: number
}

const dayMs = 86_400_000

/** Reads v2alpha1 NetworkService.Info; `null` when a clock can't be made of it. */
export function parseNetwork(wire: WireNetwork): NetworkFacts | null {
  const genesisAt = instantOf(wire.genesisTime)
  const layerMs = instantOf(wire.layerDuration) ?? 0
  const { layersPerEpoch } = wire
  if (genesisAt === null || layerMs < 1 || layerMs > dayMs || layersPerEpoch < 1 || layersPerEpoch > 1_000_000) return null
  if (wire.genesisId.length !== 20) return null
  return { genesisId: hexOf(wire.genesisId), genesisAt, layerMs, layersPerEpoch, hrp: lineOf(wire.hrp, 40) ?? '' }
}

/** What v1 NodeService.Status says; the two layers of the mesh, and the one by the clock. */
interface WireStatusV1 {
  readonly connectedPeers: bigint
  readonly isSynced: boolean
  readonly syncedLayer: { readonly number: number } | undefined
  readonly topLayer: { readonly number: number } | undefined
  readonly verifiedLayer: { readonly number: number } | undefined
}

/** Reads v1 NodeService.Status; layers that are not said are 0, as the wire has it. */
export const parseStatusV1 = (wire: WireStatusV1 | undefined): NodeSync | null =>
  wire === undefined
    ? null
    : parseStatus({
        connectedPeers: wire.connectedPeers,
        status: wire.isSynced ? syncedStatus : 0,
        currentLayer: wire.topLayer?.number ?? 0,
        latestLayer: wire.syncedLayer?.number ?? 0,
        processedLayer: wire.verifiedLayer?.number ?? 0,
      })

/** What the v1 services say of the network, gathered from several answers; whole seconds. */
export interface NetworkParts {
  readonly genesisSeconds: bigint
  readonly layerSeconds: bigint
  readonly genesisId: Uint8Array
  readonly layersPerEpoch: number
  /** `null`: an older node has no answer to it. */
  readonly hrp: string | null
}

export function networkOfParts({ genesisSeconds, layerSeconds, genesisId, layersPerEpoch, hrp }: NetworkParts): NetworkFacts | null {
  const parsed = parseNetwork({
    genesisTime: { seconds: genesisSeconds, nanos: 0 },
    layerDuration: { seconds: layerSeconds, nanos: 0 },
    genesisId,
    hrp: hrp ?? '',
    layersPerEpoch,
  })
  return parsed === null ? null : { ...parsed, via: 'v1' }
}

/** What a node calls its version, of any form, as one line; `null` when it says nothing. What depends on numbers asks for them. */
export function parseVersion(text: string): string | null {
  // Cut first: a pattern over megabytes of such marks overflows.
  const line = text
    .slice(0, 1_000)
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, 100)
  return line === '' ? null : line
}

/** Whether a version is at least another, by its three numbers; `false` when it can't be read. */
export function atLeast(version: string | null, least: readonly [number, number, number]): boolean {
  const found = /^v?(\d+)\.(\d+)\.(\d+)/
    .exec(version ?? '')
    ?.slice(1)
    .map(Number)
  if (found === undefined) return false
  const differs = least.findIndex((part, at) => part !== found[at])
  return differs === -1 || (found[differs] ?? 0) > (least[differs] ?? 0)
}
