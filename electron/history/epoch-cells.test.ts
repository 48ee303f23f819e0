import { expect, test } from 'vitest'
import type { Epoch } from '../contract/model/basics.ts'
import type { EpochOutcome, LookGap } from '../contract/model/history.ts'
import { idOf } from '../verdict/testing/small-rig.ts'
import { cellsOf } from './epoch-cells.ts'

const hour = 3_600_000
const day = 24 * hour
/** Epochs of ten days from 0 on; the gap of epoch e is open from day 10 e + 2 to day 10 e + 3. */
const times = { genesisAt: 0, layerMs: hour, layersPerEpoch: 240, phaseShiftMs: 3 * day, cycleGapMs: day, gracePeriodMs: hour }
const epoch = (number: number) => number as Epoch
const gap = (since: number, until: number | null, node: string | null = null): LookGap =>
  ({ node, cause: 'closed', since: since * day, until: until === null ? null : until * day }) as LookGap

type Facts = Parameters<typeof cellsOf>[0]
type Part = Partial<Omit<Facts, 'kept'>> & {
  readonly kept?: Readonly<Record<number, EpochOutcome>>
  readonly atxs?: number[]
  readonly ban?: number
}
const cells = ({ kept = {}, atxs = [], ban, ...part }: Part) => {
  const outcomes = Object.entries(kept).map(([at, is]) => [epoch(Number(at)), is] as const)
  const facts = {
    kept: { id: idOf(1), outcomes, atxs: atxs.map(epoch), bannedAt: ban ?? null },
    times,
    gaps: [],
    first: 0,
    dropped: {},
    now: 65 * day,
    most: 100,
    before: null,
  }
  return cellsOf({ ...facts, ...part }).map(({ epoch: at, is }) => `${at} ${is}`)
}

test('what is kept of an epoch is said; the one that counts now is open', () => {
  const kept = { 1: 'published', 2: 'late', 3: 'missed', 4: 'not-registered', 5: 'published' } as const
  expect(cells({ kept })).toEqual(['1 published', '2 late', '3 missed', '4 not-registered', '5 published', '6 open'])
  expect(cells({ kept: { ...kept, 6: 'published' } }).at(-1)).toBe('6 published')
})

test('nothing happened and nobody looked are two things', () => {
  // Closed over the gap of 2; a minute before the gap of 4 and after the end of 4 does not count; one that lasts does.
  const gaps = [gap(22.5, 22.6), gap(41, 42), gap(50, 51), gap(58, null)]
  expect(cells({ gaps })).toEqual(['1 unknown', '2 not-seen', '3 unknown', '4 unknown', '5 not-seen', '6 open'])
  // Its ATX was seen all the same.
  expect(cells({ gaps, atxs: [2] })[1]).toBe('2 published')
})

test('before anybody looked nobody looked', () => {
  expect(cells({ first: 33 * day, kept: { 2: 'published' } })).toEqual(['2 published', '3 not-seen', '4 unknown', '5 unknown', '6 open'])
  expect(cells({ first: 33 * day })).toEqual(['3 not-seen', '4 unknown', '5 unknown', '6 open'])
  expect(cells({ first: null })).toEqual(['6 open'])
})

test('from the epoch in which a ban was found nothing else counts', () => {
  expect(cells({ kept: { 3: 'published', 4: 'published', 5: 'published' }, ban: 45 * day }).slice(2)).toEqual([
    '3 published',
    '4 banned',
    '5 banned',
    '6 banned',
  ])
})

test('the newest of many, and those before them', () => {
  expect(cells({ most: 3 })).toEqual(['4 unknown', '5 unknown', '6 open'])
  expect(cells({ most: 3, before: epoch(4) })).toEqual(['1 unknown', '2 unknown', '3 unknown'])
  expect(cells({ before: epoch(1) })).toEqual([])
})

test('without a clock only what is kept is known', () => {
  expect(cells({ times: null })).toEqual([])
  expect(cells({ times: null, gaps: [gap(0, null)], kept: { 3: 'published', 5: 'missed' } })).toEqual([
    '3 published',
    '4 unknown',
    '5 missed',
  ])
})

test('where something was kept once, and is no more, that is said instead of that nobody looked', () => {
  expect(cells({ first: 40 * day, dropped: { outcomes: 2 }, atxs: [2, 5] })).toEqual([
    '2 published',
    '3 not-seen',
    '4 unknown',
    '5 published',
    '6 open',
  ])
  const dropped = cells({ dropped: { outcomes: 2, atxs: 3, gaps: 42 * day }, kept: { 3: 'late' } })
  expect(dropped).toEqual(['1 forgotten', '2 forgotten', '3 late', '4 forgotten', '5 unknown', '6 open'])
  expect(cells({ times: null, dropped: { outcomes: 4 }, kept: { 3: 'late', 5: 'late' } })).toEqual(['3 late', '4 forgotten', '5 late'])
})
