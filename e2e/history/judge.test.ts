import { expect, test } from 'vitest'
import { type Gap, judge } from './judge.ts'

const sent = [100, 200, 300, 400].map((at) => ({ at, event: 'proposal' }))
const pair = { at: 500, event: 'wait-round-end' }
const gap = (since: number, until: number | null): Gap => ({ node: '', cause: 'killed', since, until })
const whole = { sent, kept: sent, gaps: [], outages: [], first: 0 }

test('a whole history has nothing against it', () => {
  expect(judge(whole)).toMatchObject({ sent: 4, kept: 4, excused: 0, twice: [], lost: [], madeUp: [], uncovered: [] })
})

test('what is missing is lost, but not where nobody looked', () => {
  const kept = sent.filter(({ at }) => at !== 200)
  expect(judge({ ...whole, kept }).lost).toEqual(['proposal at 200'])
  expect(judge({ ...whole, kept, first: 250 }).lost).toEqual([])
  expect(judge({ ...whole, kept, gaps: [gap(201, 300)] }).lost).toHaveLength(1)
  expect(judge({ ...whole, kept, gaps: [gap(150, 250)] })).toMatchObject({ lost: [], excused: 1, killedGaps: 1 })
})

test('what is there twice, and what nobody sent', () => {
  expect(judge({ ...whole, kept: [...sent, { at: 300, event: 'proposal' }] }).twice).toEqual(['proposal at 300'])
  expect(judge({ ...whole, kept: [...sent, { at: 301, event: 'proposal' }, { at: 400, event: 'eligible' }] }).madeUp).toHaveLength(2)
})

test('of a pair either one is right, and both are one too many', () => {
  const seen = { ...whole, sent: [...sent, pair] }
  expect(judge({ ...seen, kept: [...sent, { ...pair, at: 502 }] })).toMatchObject({ lost: [], twice: [], madeUp: [] })
  expect(judge({ ...seen, kept: [...sent, pair, { ...pair, at: 502 }] }).twice).toEqual(['wait-round-end at 500'])
})

test('the time from a kill to the next life is a gap without a break', () => {
  const outages = [{ killedAt: 200, followedAt: 300 }]
  expect(judge({ ...whole, outages, first: 300 }).uncovered).toEqual([])
  expect(judge({ ...whole, outages }).uncovered).toHaveLength(1)
  expect(judge({ ...whole, outages, gaps: [gap(150, 240), gap(241, 300)] }).uncovered).toHaveLength(1)
  expect(judge({ ...whole, outages, gaps: [gap(201, 300)] }).uncovered).toHaveLength(1)
  expect(judge({ ...whole, outages, gaps: [gap(240, null), gap(150, 240)] }).uncovered).toEqual([])
})
