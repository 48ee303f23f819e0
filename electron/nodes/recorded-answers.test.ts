// What the real node 1.7.6 answered at six moments of its life, read by the same parsers as in the product.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as mesh from '../../proto/generated/spacemesh/v1/mesh.ts'
import * as node from '../../proto/generated/spacemesh/v1/node.ts'
import { ActivationList } from '../../proto/generated/spacemesh/v2alpha1/activation.ts'
import { MalfeasanceList } from '../../proto/generated/spacemesh/v2alpha1/malfeasance.ts'
import { NetworkInfoResponse } from '../../proto/generated/spacemesh/v2alpha1/network.ts'
import { NodeStatusResponse } from '../../proto/generated/spacemesh/v2alpha1/node.ts'
import type { Layer } from '../contract/model/basics.ts'
import { clockSkew, epochAt, layerAt } from '../time/index.ts'
import { parseAtxs } from './earned.ts'
import { parseBanList } from './malfeasance.ts'
import { networkOfParts, parseNetwork, parseStatus, parseStatusV1, parseVersion } from './node-facts.ts'

const folder = new URL('../../e2e/recordings/run-remote/', import.meta.url)
const moments = readdirSync(folder).filter((name) => /^api-.*\.json$/.test(name))

/** Answers of one moment by their question, and when they were given. */
function answersOf(file: string) {
  const answers: Readonly<Record<string, string | object>> = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
  const text = (question: string): string => {
    const answer = answers[question]
    return typeof answer === 'string' ? answer : ''
  }
  const body = (question: string): unknown => JSON.parse(text(question).split('\n\n')[1] ?? 'null')
  const at = Date.parse(/^Date: (.*)$/m.exec(text('/v1/node/version {}'))?.[1] ?? '')
  return { body, at }
}
const genesisAt = Date.parse('2026-11-21T09:48:31Z')
const expected = { genesisId: '2eecc8860eeb562756074ce121faf0f1aeb544af', genesisAt, layerMs: 6_000, layersPerEpoch: 20, hrp: 'standalone' }

describe.each(moments)('%s', (file) => {
  const { body, at } = answersOf(file)
  const v2 = 'spacemesh.v2alpha1'
  const info = body(`/${v2}.NetworkService/Info {}`) as { genesisTime: string; layerDuration: string }
  // The generated reader takes no text for times.
  const seconds = { genesisTime: Date.parse(info.genesisTime) / 1000, layerDuration: Number.parseInt(info.layerDuration, 10) }
  const network = parseNetwork(
    NetworkInfoResponse.fromJSON({
      ...info,
      genesisTime: { seconds: seconds.genesisTime },
      layerDuration: { seconds: seconds.layerDuration },
    }),
  )

  test('the network, by the new services and by the old ones alike', () => {
    expect(network).toEqual(expected)
    const parts = networkOfParts({
      genesisSeconds: mesh.GenesisTimeResponse.fromJSON(body('/v1/mesh/genesistime {}')).unixtime?.value ?? 0n,
      layerSeconds: mesh.LayerDurationResponse.fromJSON(body('/v1/mesh/layerduration {}')).duration?.value ?? 0n,
      genesisId: mesh.GenesisIDResponse.fromJSON(body('/v1/mesh/genesisid {}')).genesisId,
      layersPerEpoch: mesh.EpochNumLayersResponse.fromJSON(body('/v1/mesh/epochnumlayers {}')).numlayers?.number ?? 0,
      hrp: node.NodeInfoResponse.fromJSON(body('/spacemesh.v1.NodeService/NodeInfo {}')).hrp,
    })
    expect(parts).toEqual({ ...expected, via: 'v1' })
  })

  test('layer and epoch as our clock reckons them at that second, sync by both services', () => {
    const status = parseStatus(NodeStatusResponse.fromJSON(body(`/${v2}.NodeService/Status {}`)))
    expect(clockSkew(expected, status.currentLayer, at)).toBeLessThanOrEqual(1_000)
    expect([layerAt(expected, at), epochAt(expected, at)]).toEqual([
      mesh.CurrentLayerResponse.fromJSON(body('/v1/mesh/currentlayer {}')).layernum?.number ?? 0,
      mesh.CurrentEpochResponse.fromJSON(body('/v1/mesh/currentepoch {}')).epochnum?.number ?? 0,
    ])
    const old = parseStatusV1(node.StatusResponse.fromJSON(body('/v1/node/status {}')).status)
    expect(old).toMatchObject({ currentLayer: status.currentLayer, latestLayer: status.latestLayer, synced: status.synced })
    expect(status.latestLayer).toBeGreaterThanOrEqual(39 as Layer)
  })

  test('version, ATXs, and that nobody is banned', () => {
    expect(parseVersion(node.VersionResponse.fromJSON(body('/v1/node/version {}')).versionString?.value ?? '')).toBe('v1.7.6')
    const atxs = parseAtxs(ActivationList.fromJSON(body(`/${v2}.ActivationService/List {"limit":100}`)).activations)
    expect(atxs?.length).toBe(
      { 'api-before-genesis.json': 0, 'api-epoch0.json': 0, 'api-epoch1.json': 4, 'api-epoch2.json': 4 }[file] ?? atxs?.length,
    )
    expect(atxs).not.toBeNull()
    expect(parseBanList(MalfeasanceList.fromJSON(body(`/${v2}.MalfeasanceService/List {"limit":5}`)).proofs)).toEqual([])
  })
})
