import type { sendUnaryData } from '@grpc/grpc-js'
import { afterEach, describe, expect, test } from 'vitest'
import { MeshServiceService } from '../../proto/generated/spacemesh/v1/mesh.ts'
import { NodeServiceService as NodeV1 } from '../../proto/generated/spacemesh/v1/node.ts'
import { NetworkServiceService } from '../../proto/generated/spacemesh/v2alpha1/network.ts'
import { RigName } from '../contract/model/basics.ts'
import { openClients } from './clients.io.ts'
import { readNodeConfig } from './node-config.ts'
import { atLeast, parseVersion } from './node-facts.ts'
import { servedFindings } from './node-findings.ts'
import { type FakeService, fakeListener } from './testing/fake-node.io.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

const says = (value: unknown) => (_call: unknown, done: sendUnaryData<unknown>) => done(null, value)
const refuses = (code: number, details: string) => (_call: unknown, done: sendUnaryData<unknown>) => done({ code, details })
const genesisId = Buffer.from('9eebff023abb17ccb775c602daade8ed708f0a50', 'hex')
const status = {
  status: { connectedPeers: 7n, isSynced: true, syncedLayer: { number: 99 }, topLayer: { number: 100 }, verifiedLayer: { number: 98 } },
}
const node: FakeService = {
  definition: NodeV1,
  answers: {
    status: says(status),
    version: says({ versionString: { value: 'v1.4.2' } }),
    nodeInfo: says({ hrp: 'sm', firstGenesis: 7, effectiveGenesis: 8063, epochSize: 4032 }),
  },
}
const mesh = (change: object = {}): FakeService => ({
  definition: MeshServiceService,
  answers: {
    genesisTime: says({ unixtime: { value: 1_689_321_600n } }),
    layerDuration: says({ duration: { value: 300n } }),
    genesisId: says({ genesisId }),
    epochNumLayers: says({ numlayers: { number: 4032 } }),
    ...change,
  },
})
async function clientsOf(...services: FakeService[]) {
  const { address, stop } = await fakeListener(services)
  const clients = openClients({ public: address, private: null, post: null })
  stops.push(stop, clients.close)
  return clients
}
const network = {
  genesisId: '9eebff023abb17ccb775c602daade8ed708f0a50',
  genesisAt: 1_689_321_600_000,
  layerMs: 300_000,
  layersPerEpoch: 4032,
  hrp: 'sm',
  via: 'v1',
}

describe('public services of v1 only', () => {
  test('network, layers and sync are read from them', async () => {
    const clients = await clientsOf(node, mesh())
    expect(await clients.network()).toEqual({ kind: 'answer', value: network })
    const value = { synced: true, peers: 7, currentLayer: 100, latestLayer: 99, processedLayer: 98 }
    expect(await clients.status()).toEqual({ kind: 'answer', value })
  })
  test('an older node without NodeInfo says no address prefix', async () => {
    const { nodeInfo: _none, ...answers } = node.answers
    const clients = await clientsOf({ definition: NodeV1, answers }, mesh())
    expect(await clients.network()).toEqual({ kind: 'answer', value: { ...network, hrp: '' } })
  })
  test('a part that is missing, refused or senseless leaves the network unknown', async () => {
    const kinds = async (change: object) => (await (await clientsOf(node, mesh(change))).network()).kind
    expect(await kinds({ genesisId: refuses(9, 'not now') })).toBe('refused')
    expect(await kinds({ genesisId: says({ genesisId: Buffer.alloc(3) }) })).toBe('garbled')
    expect(await kinds({ layerDuration: says({ duration: { value: 0n } }) })).toBe('garbled')
    expect(await kinds({ genesisTime: says({}) })).toBe('garbled')
  })
  test('neither: what the first one said', async () => {
    const clients = await clientsOf({ definition: NodeV1, answers: { version: says({ versionString: { value: 'x' } }) } })
    expect(await clients.status()).toMatchObject({ kind: 'refused', code: 'unimplemented' })
    expect(await clients.network()).toMatchObject({ kind: 'refused', code: 'unimplemented' })
  })
  test('a node with v2alpha1 that refuses otherwise is not asked a second time', async () => {
    const clients = await clientsOf(node, mesh(), { definition: NetworkServiceService, answers: { info: refuses(14, 'starting') } })
    expect((await clients.network()).kind).not.toBe('answer')
  })
  test('what to add is named', () => {
    const name = RigName.parse('A')
    const services = {
      api: { 'grpc-public-services': ['debug', 'global', 'mesh', 'node', 'transaction', 'activation', 'malfeasance_v2alpha1'] },
    }
    const add = (config: object | null, via: 'v1' | null = 'v1') =>
      servedFindings(name, via === null ? {} : { via }, config === null ? null : readNodeConfig([], JSON.stringify(config)))[0]?.values.add
    expect(add(services)).toBe('node_v2alpha1, network_v2alpha1, activation_v2alpha1')
    expect(add(null)).toBe('node_v2alpha1, network_v2alpha1')
    expect([add(services, null), servedFindings(name, null, null)]).toEqual([undefined, []])
  })
})

describe('versions of any form are shown as they are', () => {
  test.each<[string, string | null, boolean]>([
    ['v1.7.6', 'v1.7.6', true],
    ['1.7.6', '1.7.6', true],
    ['v1.7.6-dirty+3', 'v1.7.6-dirty+3', true],
    ['v1.6.0', 'v1.6.0', false],
    ['node-split-1.0.15', 'node-split-1.0.15', false],
    ['develop', 'develop', false],
    ['  build of\nTuesday ', 'build of Tuesday', false],
    ['', null, false],
    ['\u0000', null, false],
  ])('%j', (text, shown, knowsLayout) => {
    expect([parseVersion(text), atLeast(parseVersion(text), [1, 6, 1])]).toEqual([shown, knowsLayout])
  })
  test('also over the wire', async () => {
    const clients = await clientsOf({ definition: NodeV1, answers: { version: says({ versionString: { value: 'node-split-1.0.15' } }) } })
    expect(await clients.version()).toEqual({ kind: 'answer', value: 'node-split-1.0.15' })
  })
})
