// docs/protocol.md §7: the moments of the main network, as they were reckoned apart from this code.
import { expect, test } from 'vitest'
import type { Epoch } from '../contract/model/basics.ts'
import { currentOrNextGap, deadlinesOf, gapOf, isInGap } from './gap.ts'
import { momentAt } from './moment.ts'
import { epochAt, type NetworkTimes } from './network-times.ts'

const hour = 3_600_000
const mainnet: NetworkTimes = {
  genesisAt: Date.parse('2023-07-14T08:00:00Z'),
  layerMs: 300_000,
  layersPerEpoch: 4032,
  phaseShiftMs: 240 * hour,
  cycleGapMs: 12 * hour,
  gracePeriodMs: hour,
}
const iso = (at: number | undefined) => (at === undefined ? null : `${new Date(at).toISOString().slice(0, 16)}Z`)
const epoch = (number: number) => number as Epoch

test.each([
  [0, '2023-07-24T08:00Z', '2023-08-06T20:00Z'],
  [33, '2024-10-28T08:00Z', '2024-11-10T20:00Z'],
  [60, '2025-11-10T08:00Z', '2025-11-23T20:00Z'],
])('PoET round %i works from %s to %s', (round, from, to) => {
  expect(iso(gapOf(mainnet, epoch(round))?.close)).toBe(from)
  expect(iso(gapOf(mainnet, epoch(round + 1))?.open)).toBe(to)
})

/** The round that takes registrations, and the one that works; `null` in a gap and before the first. */
function rounds(at: string): readonly [open: number, working: number | null] {
  const moment = momentAt(mainnet, Date.parse(at))
  if (moment.kind === 'gap') return [moment.gap.epoch, null]
  if (moment.kind === 'between') return [moment.next.epoch, moment.round]
  return [0, null]
}

test.each([
  ['2023-07-01T00:00:00Z', 0, null],
  ['2023-07-24T07:59:59Z', 0, null],
  ['2023-07-24T08:00:00Z', 1, 0],
  ['2024-03-08T14:30:00Z', 17, 16],
  ['2024-10-18T00:00:00Z', 33, 32],
  ['2024-11-03T20:00:00Z', 34, 33],
  ['2024-11-10T20:00:00Z', 34, null],
  ['2024-11-11T08:00:00Z', 35, 34],
])('at %s round %i takes registrations, and %s works', (at, open, working) => {
  expect(rounds(at)).toEqual([open, working])
})

test('the node’s epoch, the gap of an example, and that it is half open', () => {
  expect(epochAt(mainnet, Date.parse('2024-10-18T00:00:00Z'))).toBe(32)
  const gap = gapOf(mainnet, epoch(42))
  expect([iso(gap?.open), iso(gap?.close)]).toEqual(['2025-03-02T20:00Z', '2025-03-03T08:00Z'])
  const inside = (at: string) => {
    const next = currentOrNextGap(mainnet, Date.parse(at))
    return next !== null && isInGap(next, Date.parse(at))
  }
  expect(['2025-03-02T19:59:59Z', '2025-03-02T20:00:00Z', '2025-03-03T07:59:59Z', '2025-03-03T08:00:00Z'].map(inside)).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test('every gap opens on a Sunday at 20:00 UTC, and its ATX has four days more, though not its place in the next round', () => {
  for (let number = 0; number < 130; number += 1) {
    const gap = gapOf(mainnet, epoch(number))
    const until = deadlinesOf(mainnet, epoch(number))
    const open = new Date(gap?.open ?? 0)
    expect([open.getUTCDay(), open.getUTCHours()]).toEqual([0, 20])
    expect([(until?.target ?? 0) - (gap?.close ?? 0), (until?.hard ?? 0) - (gap?.close ?? 0)]).toEqual([-hour, 96 * hour])
  }
})

test.each([
  ['testnet', { layerMs: 300_000, layersPerEpoch: 288, phaseShiftMs: 12 * hour, cycleGapMs: 2 * hour, gracePeriodMs: hour / 6 }, 10, 12],
  [
    'demo',
    { layerMs: 60_000, layersPerEpoch: 15, phaseShiftMs: hour / 6, cycleGapMs: (7 * hour) / 60, gracePeriodMs: hour / 60 },
    0.05,
    1 / 6,
  ],
  ['standalone', { layerMs: 6_000, layersPerEpoch: 10, phaseShiftMs: 30_000, cycleGapMs: 30_000, gracePeriodMs: 12_000 }, 0, 30 / 3600],
])('the gap of %s, from its epoch’s start', (_network, times, ...span) => {
  const gap = gapOf({ genesisAt: 0, ...times }, epoch(0))
  expect([(gap?.open ?? 0) / hour, (gap?.close ?? 0) / hour]).toEqual(span)
})
