import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { RigName } from '../contract/model/basics.ts'
import { clockOf, poetTiming } from './epoch-clock.ts'
import { goDurationMs } from './go-duration.ts'
import { parseNetwork } from './node-facts.ts'

const node = z.parse(RigName, 'home')
const utc = (text: string): number => Date.parse(text)
const hour = 3_600_000
const mainnetId = '9eebff023abb17ccb775c602daade8ed708f0a50'
const told = { ...poetTiming({ config: null, poet: null, genesisId: mainnetId }), comparedAt: 5 }
const network = {
  genesisId: mainnetId,
  genesisAt: utc('2023-07-14T08:00:00Z'),
  layerMs: 300_000,
  layersPerEpoch: 4032,
  hrp: 'sm',
}
const mainnet = clockOf(node, network, told)
test('mainnet: its timing is told from the genesis, and said to be assumed', () => {
  expect(mainnet).toMatchObject({ source: 'known-network', phaseShiftMs: 240 * hour, cycleGapMs: 12 * hour, gracePeriodMs: hour })
})

test('what is not known stays unknown', () => {
  const unknown = clockOf(
    node,
    { ...network, genesisId: 'ff' },
    { ...poetTiming({ config: null, poet: null, genesisId: 'ff' }), comparedAt: 5 },
  )
  expect(unknown).toMatchObject({ source: 'unknown', phaseShiftMs: null })
})

test('a network that no clock can be made of is refused', () => {
  const wire = {
    genesisTime: { seconds: 1n, nanos: 0 },
    layerDuration: { seconds: 6n, nanos: 0 },
    genesisId: Buffer.alloc(20),
    hrp: 'sm',
    layersPerEpoch: 20,
  }
  expect(parseNetwork(wire)).toMatchObject({ layerMs: 6_000, genesisAt: 1_000 })
  for (const broken of [{ layersPerEpoch: 0 }, { layerDuration: undefined }, { genesisTime: undefined }, { genesisId: Buffer.alloc(19) }])
    expect(parseNetwork({ ...wire, ...broken })).toBeNull()
})

test.each([
  ['240h', 240 * hour],
  ['1m30s', 90_000],
  ['1.5s', 1_500],
  ['300ms', 300],
  ['1h0m0s', hour],
  ['0', 0],
  ['-5s', -5_000],
  ['', null],
  ['5', null],
  ['5 s', null],
  ['5d', null],
  ['h', null],
])('Go duration %j', (text, milliseconds) => expect(goDurationMs(text)).toBe(milliseconds))
