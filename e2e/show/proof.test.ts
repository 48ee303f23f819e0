import { expect, test } from 'vitest'
import { type Figure, lineOf, verdictOf } from './proof.ts'

const figure = (verdict: Figure['verdict']): Figure => ({ name: 'cases', measured: '5 equal of 5', bar: '0 differ', verdict })

test('a show holds only when every line holds', () => {
  expect(verdictOf([figure('holds'), figure('holds')]).holds).toBe(true)
  expect(verdictOf([figure('holds'), figure('short')]).holds).toBe(false)
})

test('a line that did not run is never shown as passed, nor is an empty show', () => {
  expect(verdictOf([figure('holds'), figure('not-run')])).toEqual({
    holds: false,
    text: 'verdict: falls short (1 hold, 0 short, 1 not run)',
  })
  expect(verdictOf([]).holds).toBe(false)
})

test('a line carries figure, bar and mark', () => {
  expect(lineOf(figure('short'))).toMatch(/^ {2}✗ cases .*5 equal of 5.*bar: 0 differ$/)
})
