import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { RigName } from '../contract/model/basics.ts'
import { clockOf, currentOrNextGap, deadlinesOf, epochAt, epochStart, gapOf, isInGap, layerAt, nearGap, poetTiming } from './epoch-clock.ts'
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
  effectiveGenesisLayer: 8063,
  hrp: 'sm',
}
const mainnet = clockOf(node, network, told)
const recordedRun = clockOf(
  node,
  {
    genesisId: '',
    genesisAt: utc('2026-11-21T09:48:31Z'),
    layerMs: 6_000,
    layersPerEpoch: 20,
    effectiveGenesisLayer: 39,
    hrp: 'standalone',
  },
  { timing: { phaseShiftMs: 60_000, cycleGapMs: 50_000, gracePeriodMs: 15_000 }, source: 'node-config', comparedAt: 5 },
)

test('mainnet: Sunday 20:00 to Monday 08:00 UTC, and said to be assumed', () => {
  expect(mainnet.source).toBe('known-network')
  expect(gapOf(mainnet, 42)).toEqual({ epoch: 42, open: utc('2025-03-02T20:00:00Z'), close: utc('2025-03-03T08:00:00Z') })
  expect(currentOrNextGap(mainnet, utc('2025-03-02T19:59:59Z'))?.epoch).toBe(42)
  expect(deadlinesOf(mainnet, 42)).toEqual({
    target: utc('2025-03-03T07:00:00Z'),
    soft: utc('2025-03-03T07:50:00Z'),
    hard: epochStart(mainnet, 43),
  })
})

test('the recorded run: the gap of epoch 1 opens when the round ended, and the window where the node registered', () => {
  const gap = gapOf(recordedRun, 1)
  expect(gap?.open).toBe(utc('2026-11-21T09:50:41Z'))
  expect(gap?.close).toBe(utc('2026-11-21T09:51:31Z'))
  expect(deadlinesOf(recordedRun, 1)).toMatchObject({ target: utc('2026-11-21T09:51:16Z'), hard: utc('2026-11-21T09:52:31Z') })
  expect(layerAt(recordedRun, utc('2026-11-21T09:51:31.458Z'))).toBe(30)
  expect(epochAt(recordedRun, utc('2026-11-21T09:46:00Z'))).toBe(0)
})

test('half-open: the first moment is inside, the last is not', () => {
  const gap = gapOf(mainnet, 42)
  if (gap === null) throw new Error('no gap')
  expect([gap.open - 1, gap.open, gap.close - 1, gap.close].map((now) => isInGap(gap, now))).toEqual([false, true, true, false])
  expect(
    [gap.open - 601_000, gap.open - 600_000, gap.close + 599_999, gap.close + 600_000].map((now) => nearGap(mainnet, now, 600_000)),
  ).toEqual([false, true, true, false])
})

test('at every moment the gap named is open or the next to open', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 * 24 }), (hours) => {
      const now = mainnet.genesisAt + hours * hour + 1
      const gap = currentOrNextGap(mainnet, now)
      const before = gap === null ? null : gapOf(mainnet, gap.epoch - 1)
      expect(gap !== null && now < gap.close && (before === null || now >= before.close || gap.epoch === 0)).toBe(true)
    }),
  )
})

test('what is not known stays unknown', () => {
  const unknown = clockOf(
    node,
    { ...network, genesisId: 'ff' },
    { ...poetTiming({ config: null, poet: null, genesisId: 'ff' }), comparedAt: 5 },
  )
  expect(unknown).toMatchObject({ source: 'unknown', phaseShiftMs: null })
  expect(currentOrNextGap(unknown, 0)).toBeNull()
  expect(deadlinesOf(unknown, 1)).toBeNull()
  expect(nearGap(unknown, 0, 1)).toBe(false)
})

test('a network that no clock can be made of is refused', () => {
  const wire = {
    genesisTime: { seconds: 1n, nanos: 0 },
    layerDuration: { seconds: 6n, nanos: 0 },
    genesisId: Buffer.alloc(20),
    hrp: 'sm',
    effectiveGenesisLayer: 1,
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
