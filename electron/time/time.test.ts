import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Epoch } from '../contract/model/basics.ts'
import {
  currentOrNextGap,
  deadlinesOf,
  epochAt,
  epochStart,
  gapOf,
  gapTimesOf,
  isInGap,
  momentAt,
  type NetworkTimes,
  nearGap,
  nextChangeAt,
  plus,
  publishEpochAt,
} from './index.ts'

const utc = (text: string): number => Date.parse(text)
const hour = 3_600_000
const mainnet: NetworkTimes = {
  genesisAt: utc('2023-07-14T08:00:00Z'),
  layerMs: 300_000,
  layersPerEpoch: 4032,
  phaseShiftMs: 240 * hour,
  cycleGapMs: 12 * hour,
  gracePeriodMs: hour,
}
const recordedRun: NetworkTimes = {
  genesisAt: utc('2026-11-21T09:48:31Z'),
  layerMs: 6_000,
  layersPerEpoch: 20,
  phaseShiftMs: 60_000,
  cycleGapMs: 50_000,
  gracePeriodMs: 15_000,
}

test('mainnet: Sunday 20:00 to Monday 08:00 UTC; ten minutes before its close are the soft deadline', () => {
  expect(gapOf(mainnet, 42 as Epoch)).toEqual({ epoch: 42, open: utc('2025-03-02T20:00:00Z'), close: utc('2025-03-03T08:00:00Z') })
  expect(currentOrNextGap(mainnet, utc('2025-03-02T19:59:59Z'))?.epoch).toBe(42)
  expect(deadlinesOf(mainnet, 42 as Epoch)).toEqual({
    target: utc('2025-03-03T07:00:00Z'),
    soft: utc('2025-03-03T07:50:00Z'),
    hard: epochStart(mainnet, 43 as Epoch),
  })
})

test('two PoET timings on one network are two sets of deadlines', () => {
  const other = { ...mainnet, phaseShiftMs: 288 * hour, cycleGapMs: 24 * hour, gracePeriodMs: 2 * hour }
  expect(gapTimesOf(other, 42 as Epoch)).toEqual({
    epoch: 42,
    open: utc('2025-03-04T08:00:00Z'),
    target: utc('2025-03-05T06:00:00Z'),
    soft: utc('2025-03-05T07:50:00Z'),
    close: utc('2025-03-05T08:00:00Z'),
    hard: epochStart(mainnet, 43 as Epoch),
  })
})

test('the recorded run: the gap of epoch 1 opens when the round ended, and the window where the node registered', () => {
  const gap = gapOf(recordedRun, 1 as Epoch)
  expect(gap?.open).toBe(utc('2026-11-21T09:50:41Z'))
  expect(gap?.close).toBe(utc('2026-11-21T09:51:31Z'))
  expect(deadlinesOf(recordedRun, 1 as Epoch)).toEqual({
    target: utc('2026-11-21T09:51:16Z'),
    soft: utc('2026-11-21T09:51:28.5Z'),
    hard: utc('2026-11-21T09:52:31Z'),
  })
  expect(epochAt(recordedRun, utc('2026-11-21T09:46:00Z'))).toBe(0)
})

test('half-open: the first moment is inside, the last is not', () => {
  const gap = gapOf(mainnet, 42 as Epoch)
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
      const before = gap === null ? null : gapOf(mainnet, plus(gap.epoch, -1))
      expect(gap !== null && now < gap.close && (before === null || now >= before.close || gap.epoch === 0)).toBe(true)
    }),
  )
})

const timings = fc
  .record({ layers: fc.integer({ min: 4, max: 60 }), shift: fc.integer({ min: 1, max: 100 }), gap: fc.integer({ min: 1, max: 100 }) })
  .map(({ layers, shift, gap }): NetworkTimes => {
    const length = layers * 1_000
    // A gap is shorter than its epoch; it may be longer than its shift.
    return {
      genesisAt: 50_000,
      layerMs: 1_000,
      layersPerEpoch: layers,
      phaseShiftMs: (length * shift) / 101,
      cycleGapMs: (length * gap) / 101,
      gracePeriodMs: (length * gap) / 1_212,
    }
  })

test('on any timing: deadlines are in order, moment and gap agree, and what changes next is never past', () => {
  fc.assert(
    fc.property(timings, fc.integer({ min: 0, max: 1_000_000 }), (times, now) => {
      const moment = momentAt(times, now)
      const gap = currentOrNextGap(times, now)
      if (moment.kind === 'gap') expect(moment.gap.epoch).toBe(gap?.epoch)
      if (moment.kind === 'between') expect(moment.next.epoch).toBe(gap?.epoch)
      expect(moment.kind === 'gap').toBe(now >= times.genesisAt && gap !== null && isInGap(gap, now))
      const epoch = publishEpochAt(times, now)
      const all = gapTimesOf(times, epoch)
      if (all === null) throw new Error('no times')
      expect(all.open <= (all.target ?? 0) && (all.target ?? 0) <= all.soft && all.soft <= all.close && all.close <= all.hard).toBe(true)
      expect(now < all.hard).toBe(true)
      expect(nextChangeAt(times, now)).toBeGreaterThan(now)
    }),
  )
})

test('what is not known stays unknown', () => {
  const unknown = { ...mainnet, phaseShiftMs: null, cycleGapMs: null, gracePeriodMs: null }
  expect(currentOrNextGap(unknown, 0)).toBeNull()
  expect(deadlinesOf(unknown, 1 as Epoch)).toBeNull()
  expect(nearGap(unknown, 0, 1)).toBe(false)
  expect(momentAt(unknown, mainnet.genesisAt + 1)).toMatchObject({ kind: 'rounds-unknown', epoch: 0 })
  expect(deadlinesOf({ ...mainnet, gracePeriodMs: null }, 42 as Epoch)).toMatchObject({ target: null, soft: utc('2025-03-03T07:50:00Z') })
})
