import { describe, expect, it } from 'vitest'
import type { Epoch } from '../../../electron/contract/model/basics.ts'
import { epochAt, gapTimesOf, momentAt, type NetworkTimes } from '../../../electron/time/index.ts'
import { place, point, stretch, ticks } from '../../axis/scale.ts'
import { stripsOf } from '../../axis/strips.ts'
import { noWork, phaseOf } from './phase.ts'

const minute = 60_000
const hour = 60 * minute
const at = (text: string) => Date.parse(text)

/** Main network: genesis Friday 14 July 2023 08:00 UTC, two weeks of five-minute layers. */
const mainnet: NetworkTimes = {
  genesisAt: at('2023-07-14T08:00:00Z'),
  layerMs: 5 * minute,
  layersPerEpoch: 4032,
  phaseShiftMs: 240 * hour,
  cycleGapMs: 12 * hour,
  gracePeriodMs: hour,
}
/** The demo network: epochs of fifteen minutes. */
const demo: NetworkTimes = {
  genesisAt: 0,
  layerMs: minute,
  layersPerEpoch: 15,
  phaseShiftMs: 10 * minute,
  cycleGapMs: 7 * minute,
  gracePeriodMs: minute,
}

describe('the epoch’s times', () => {
  it('finds the gap of Sunday 20:00 to Monday 08:00 UTC', () => {
    const now = at('2025-11-23T21:25:00Z')
    expect(epochAt(mainnet, now)).toBe(61)
    expect(gapTimesOf(mainnet, 61 as Epoch)).toEqual({
      epoch: 61,
      open: at('2025-11-23T20:00:00Z'),
      target: at('2025-11-24T07:00:00Z'),
      soft: at('2025-11-24T07:50:00Z'),
      close: at('2025-11-24T08:00:00Z'),
      hard: at('2025-11-28T08:00:00Z'),
    })
    expect(momentAt(mainnet, now)).toMatchObject({ kind: 'gap', epoch: 61, registering: false })
  })
  it('is half open: the first instant belongs to the gap, the last does not', () => {
    expect(momentAt(demo, 3 * minute).kind).toBe('gap')
    expect(momentAt(demo, 3 * minute - 1).kind).toBe('between')
    expect(momentAt(demo, 10 * minute - 1)).toMatchObject({ kind: 'gap', registering: true })
    expect(momentAt(demo, 10 * minute)).toMatchObject({ kind: 'between', round: 0 })
  })
  it('names the round that works, on both sides of an epoch’s start', () => {
    expect(momentAt(mainnet, at('2025-11-25T13:08:00Z'))).toMatchObject({ kind: 'between', epoch: 61, round: 61 })
    expect(momentAt(mainnet, at('2025-12-01T13:08:00Z'))).toMatchObject({ kind: 'between', epoch: 62, round: 61 })
    expect(momentAt(demo, minute)).toMatchObject({ kind: 'between', round: null })
  })
  it('says what it does not know', () => {
    expect(momentAt(demo, -5)).toEqual({ kind: 'before-genesis', startsAt: 0 })
    expect(momentAt({ ...demo, phaseShiftMs: null }, 16 * minute)).toEqual({ kind: 'rounds-unknown', epoch: 1, epochEnds: 30 * minute })
  })
})

describe('the phase', () => {
  const phase = (times: typeof demo, now: number, work = noWork) => phaseOf(momentAt(times, now), now, work)
  const late = { ...noWork, late: 2, all: 4 }
  it('counts to the next thing that matters: the soft deadline, then the next round', () => {
    expect(phase(demo, 5 * minute)).toEqual({ kind: 'gap', to: 10 * minute - 10_000, hard: 15 * minute })
    expect(phase(demo, 9.5 * minute)).toMatchObject({ kind: 'register', to: 10 * minute - 10_000 })
    expect(phase(demo, 10 * minute - 5_000)).toMatchObject({ kind: 'register', to: 10 * minute })
    expect(phase(demo, 12 * minute)).toMatchObject({ kind: 'between', round: 0, to: 18 * minute, lost: [] })
    expect(phaseOf(null, 0, noWork)).toEqual({ kind: 'no-clock', why: '' })
  })
  it('is late only where rows are, and only until the epoch ends', () => {
    expect(phase(demo, 10 * minute - 5_000, late)).toEqual({
      kind: 'late',
      to: 10 * minute,
      kept: 1,
      lost: [2],
      closed: false,
      of: { part: 2, all: 4 },
    })
    expect(phase(demo, 12 * minute, late)).toEqual({
      kind: 'late',
      to: 15 * minute,
      kept: 1,
      lost: [2],
      closed: true,
      of: { part: 2, all: 4 },
    })
    expect(phase(demo, 16 * minute, late)).toMatchObject({ kind: 'between' })
    expect(phase(demo, 5 * minute, late)).toMatchObject({ kind: 'gap' })
  })
  it('says what is lost, and kept only with evidence', () => {
    expect(phase(demo, 16 * minute, { ...noWork, missed: 1 })).toMatchObject({ lost: [1, 2], kept: null })
    expect(phase(demo, 12 * minute, { ...noWork, publishedLate: 1 })).toMatchObject({ lost: [2], kept: 1 })
  })
})

describe('the strips', () => {
  const strips = (times: typeof demo, now: number, late = false) => stripsOf(times, momentAt(times, now), { now, late })
  it('shows an hour on both sides of the main network’s gap', () => {
    const now = at('2025-11-23T21:25:00Z')
    const shown = strips(mainnet, now)
    expect(shown?.lower).toEqual({ from: at('2025-11-23T19:00:00Z'), to: at('2025-11-24T09:00:00Z') })
    expect(shown?.upperPieces.map(({ kind }) => kind)).toEqual(['round', 'gap', 'round-next'])
    expect(shown && stretch(shown.lower, shown.gap.open, shown.gap.close)).toEqual({ x: '7.143%', width: '85.714%' })
    expect(shown && point(shown.lower, now)).toBe('17.262%')
  })
  it('shows two epochs between gaps, from the working round’s epoch', () => {
    for (const now of ['2025-11-25T13:08:00Z', '2025-12-03T09:00:00Z']) {
      const shown = strips(mainnet, at(now))
      expect(shown?.epochs.map(({ epoch }) => epoch)).toEqual([61, 62, 63])
      expect(shown?.lower).toEqual({ from: at('2025-11-24T02:00:00Z'), to: at('2025-12-08T14:00:00Z') })
      expect(shown?.gap.epoch).toBe(62)
    }
  })
  it('keeps the missed gap in sight while late, then goes to days', () => {
    expect(strips(demo, 10.5 * minute, true)?.gap.epoch).toBe(0)
    expect(strips(demo, 13 * minute, true)?.gap.epoch).toBe(1)
  })
  it('keeps every piece on its strip', () => {
    for (let now = 0; now < 60 * minute; now += 13_000) {
      const shown = strips(demo, now)
      if (!shown) throw new Error('no strips')
      for (const piece of shown.upperPieces) {
        expect(piece.from).toBeGreaterThanOrEqual(shown.upper.from)
        expect(piece.to).toBeLessThanOrEqual(shown.upper.to)
      }
      expect(place(shown.lower, now)).toBeGreaterThanOrEqual(0)
      expect(place(shown.lower, now)).toBeLessThanOrEqual(100)
    }
  })
})

describe('the marks of the scale', () => {
  it('stand on full local hours', () => {
    const span = { from: at('2025-11-23T19:00:00Z'), to: at('2025-11-24T09:00:00Z') }
    const shown = ticks(span, 7, () => hour)
    expect(shown.stepMs).toBe(3 * hour)
    expect(shown.at.map((tick) => new Date(tick + hour).getUTCHours())).toEqual([21, 0, 3, 6, 9])
  })
  it('stay on local midnight when the clock changes', () => {
    const change = at('2025-10-26T01:00:00Z')
    const shift = (instant: number) => (instant < change ? 2 : 1) * hour
    const shown = ticks({ from: at('2025-10-24T00:00:00Z'), to: at('2025-10-30T00:00:00Z') }, 7, shift)
    expect(shown.at.map((tick) => new Date(tick + shift(tick)).getUTCHours())).toEqual([0, 0, 0, 0, 0, 0])
  })
})
