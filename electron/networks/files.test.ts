import { expect, test } from 'vitest'
import { Instant, RigName } from '../contract/model/basics.ts'
import { guideNetwork } from '../contract/model/guide-network.ts'
import { networkPorts } from '../contract/model/network.ts'
import { readNodeConfig } from '../nodes/node-config.ts'
import { identitiesOf, keptText, type NetworkDesign, parseKept, pathsOf } from './design.ts'
import { configText, dataArguments, nodeArguments, serviceArguments } from './files.ts'
import { goldenAtx } from './golden-atx.ts'
import { choosePorts } from './ports.ts'
import { wishFaults } from './wish-faults.ts'

const design = {
  ...guideNetwork,
  units: [...guideNetwork.units],
  name: RigName.parse('own'),
  parent: '/w/',
  node: '/bin/go-spacemesh',
  service: '/bin/post-service',
  postcli: '/bin/postcli',
  genesisAt: Instant.parse(Date.parse('2024-03-08T14:30:00Z')),
  ports: networkPorts,
  operators: guideNetwork.units.map((_, at) => 10_051 + at),
} as unknown as NetworkDesign & typeof guideNetwork

test('the golden ATX is the one that the real node has for this genesis', () => {
  expect(goldenAtx(Date.parse('2024-03-08T14:30:00Z'), 'standalone')).toBe(
    '3f461c560faa11088b6e5510676d0f654e66eb11d294fe2dbaa5bf020ef64b51',
  )
})

test('the config says all that the guide leaves to chance, and the PoET’s key once it is known', () => {
  const key = `${'k'.repeat(43)}=`
  const read = readNodeConfig(nodeArguments(design), configText(design, key))
  expect(read).toMatchObject({
    problems: [],
    dataFolder: '/w/own/node',
    fileLock: '/w/own/node.lock',
    preset: 'standalone',
    smeshingStart: false,
    genesisTime: '2024-03-08T14:30:00Z',
    layerMs: 60_000,
    layersPerEpoch: 15,
    timing: { phaseShiftMs: 600_000, cycleGapMs: 420_000, gracePeriodMs: 60_000 },
    listeners: { public: '127.0.0.1:10092', private: '127.0.0.1:10093', post: '127.0.0.1:10094', json: '127.0.0.1:10095' },
    poetServers: [{ address: 'http://127.0.0.1:10010', pubkey: key }],
    coinbase: guideNetwork.coinbase,
  })
  expect(readNodeConfig([], configText(design, null)).poetServers).toBeNull()
})

test('config, postcli and services agree on what the network is', () => {
  const [first] = identitiesOf(design)
  if (first === undefined) throw new Error('no identity')
  const config = JSON.parse(configText(design, null)) as {
    post: Record<string, string>
    smeshing: Record<string, Record<string, unknown>>
  }
  const data = dataArguments(design, first).join(' ')
  const service = serviceArguments(design, first).join(' ')
  expect(data).toContain(`-labelsPerUnit=${config.post['post-labels-per-unit']}`)
  expect(data).toContain('-scryptN=16')
  expect(config.smeshing['smeshing-opts']).toEqual({ 'smeshing-opts-scrypt': { n: 16 } })
  expect(service).toContain('-n 16')
  expect(service).toContain(
    `--k1 ${config.post['post-k1']} --k2 ${config.post['post-k2']} --pow-difficulty ${config.post['post-pow-difficulty']}`,
  )
  expect(service).toContain('--address http://127.0.0.1:10094')
})

test('what was kept is read back whole; anything else is none of ours', () => {
  const kept = { version: 1, design, poetKey: null, made: false } as const
  expect(parseKept(keptText(kept))).toMatchObject({ design: { name: 'own' }, made: false })
  expect(pathsOf(design).folder).toBe('/w/own')
  for (const text of ['', '{', '[]', keptText({ ...kept, design: { ...design, operators: [] } }), ' '.repeat(70_000)])
    expect(parseKept(text)).toBeNull()
})

test('a port that is taken gives way to the next one that is free, and none is given twice', async () => {
  const taken = new Set([10_092, 10_051, 10_053])
  const chosen = await choosePorts(3, async (port) => !taken.has(port))
  expect(chosen).toMatchObject({ ports: { public: 10_096, private: 10_093, post: 10_094, json: 10_095, operator: 10_052 } })
  expect(chosen?.operators).toEqual([10_052, 10_054, 10_055])
  expect(await choosePorts(1, async () => false)).toBeNull()
})

test.each([
  [{ genesisAt: 60_000 }, 'genesis-too-near'],
  [{ phaseShiftMs: 15 * 60_000 }, 'shift-too-long'],
  [{ cycleGapMs: 11 * 60_000 }, 'gap-too-long'],
  [{ graceMs: 7 * 60_000 }, 'grace-too-long'],
  [{ units: [1], minUnits: 2 }, 'units-below-least'],
] as const)('a network can’t have %o', (parts, fault) => {
  const wishes = { ...design, genesisAt: Instant.parse(600_000), ...(parts as object) }
  expect(wishFaults(wishes, 0).map((one) => one.fault)).toEqual([fault])
  expect(wishFaults({ ...design, genesisAt: Instant.parse(600_000) }, 0)).toEqual([])
})
