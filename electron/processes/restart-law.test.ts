import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDue, type Law, lawAfterEnd, lawAfterStart, newLaw } from './restart-law.ts'

const minute = 60_000
/** Starts, runs for `ranMs`, ends, waits: what the clock shows at each start. */
function live(runs: readonly number[], random: number): { starts: number[]; law: Law } {
  let now = 1_000_000
  let law = newLaw
  const starts: number[] = []
  let [tooEarly, notThen] = [false, false]
  for (const ranMs of runs) {
    starts.push(now)
    law = lawAfterStart(law, now)
    now += ranMs
    law = lawAfterEnd(law, { now, ranMs, latching: false, alike: false, random })
    tooEarly ||= isDue(law, now)
    now = law.nextAt ?? now
    notThen ||= !isDue(law, now)
  }
  expect({ tooEarly, notThen }).toEqual({ tooEarly: false, notThen: false })
  return { starts, law }
}
const gaps = (times: readonly number[]): number[] => times.slice(1).map((at, index) => at - (times[index] ?? 0))

test('1, 2, 4, 8 seconds, then degraded: every five minutes, for ever', () => {
  const { starts, law } = live(
    Array.from({ length: 20 }, () => 0),
    0.5,
  )
  expect(gaps(starts)).toEqual([1000, 2000, 4000, 8000, ...Array.from({ length: 15 }, () => 5 * minute)])
  expect(law).toMatchObject({ degraded: true, latched: false })
})
test('ten healthy minutes are forgiven', () => {
  const { starts, law } = live([0, 0, 0, 0, 0, 10 * minute, 0], 0.5)
  expect(gaps(starts).slice(5)).toEqual([10 * minute + 1000])
  expect(law).toMatchObject({ degraded: false, failures: 2 })
})
test('slow failures back off to the cap without being degraded', () => {
  const { starts, law } = live(
    Array.from({ length: 12 }, () => 3 * minute),
    0.5,
  )
  expect(law.degraded).toBe(false)
  expect(gaps(starts).at(-1)).toBe(8 * minute)
})
test('latched is never due', () => {
  const law = lawAfterEnd(lawAfterStart(newLaw, 0), { now: 10, ranMs: 10, latching: true, alike: false, random: 0.5 })
  expect(isDue(law, Number.MAX_SAFE_INTEGER)).toBe(false)
})
test('three ends alike within seconds latch; another ending, or a longer run, begins the count anew', () => {
  const end = (law: Law, ranMs: number, alike: boolean): Law =>
    lawAfterEnd(lawAfterStart(law, 0), { now: 10, ranMs, latching: false, alike, random: 0 })
  const latched = (...ends: readonly (readonly [number, boolean])[]): boolean =>
    ends.reduce((law, [ranMs, alike]) => end(law, ranMs, alike), newLaw).latched
  expect(latched([10, false], [10, true], [10, true])).toBe(true)
  expect(latched([10, false], [10, true])).toBe(false)
  expect(latched([10, true], [10, true])).toBe(false)
  expect(latched([10, false], [10, true], [10, false], [10, true])).toBe(false)
  expect(latched([10, false], [10, true], [60_000, true], [10, true])).toBe(false)
})
test('a clock set back by a year does not postpone a try for a year', () => {
  const law = lawAfterEnd(lawAfterStart(newLaw, 1e12), { now: 1e12, ranMs: 0, latching: false, alike: false, random: 0 })
  expect(isDue(law, 1e12 - 365 * 24 * 60 * minute)).toBe(true)
})
test('many lives: never faster than 0.8 s, never slower than 5 min, at most 5 quick starts in 10 min', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 15 * minute }), { minLength: 1, maxLength: 30 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (runs, random) => {
        const { starts } = live(runs, random)
        const waited = gaps(starts).map((gap, index) => gap - (runs[index] ?? 0))
        expect(Math.min(...waited)).toBeGreaterThanOrEqual(800)
        expect(Math.max(...waited)).toBeLessThanOrEqual(5 * minute)
        const within = starts.map((at) => starts.filter((other) => other > at - 10 * minute && other <= at).length)
        expect(Math.max(...within)).toBeLessThanOrEqual(7)
      },
    ),
    { numRuns: 2_000 },
  )
})
test('deciding for 1,000 services takes well under 100 ms', () => {
  const law = lawAfterEnd(lawAfterStart(newLaw, 0), { now: 10, ranMs: 10, latching: false, alike: false, random: 0.5 })
  const started = performance.now()
  for (let at = 0; at < 1_000; at += 1)
    lawAfterEnd(lawAfterStart(law, at), { now: at, ranMs: 10, latching: !isDue(law, at), alike: false, random: 0.5 })
  expect(performance.now() - started).toBeLessThan(100)
})
