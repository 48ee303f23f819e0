import { expect, test } from 'vitest'
import { type BenchFigure, holds, lineOf, quantile } from './figure.ts'

const figure: BenchFigure = { name: 'a figure', value: 5, unit: 'ms', bar: 10, want: 'below', baseline: 'beside another' }

test('a quantile is one of the values, by nearest rank, whatever their order', () => {
  const values = [5, 1, 4, 2, 3]
  expect([0, 0.2, 0.5, 0.99, 1].map((p) => quantile(values, p))).toEqual([1, 1, 3, 5, 5])
  expect(quantile([7], 0.99)).toBe(7)
  expect(
    quantile(
      Array.from({ length: 200 }, (_, index) => index + 1),
      0.99,
    ),
  ).toBe(198)
})

test('what was not measured holds no bar', () => {
  expect(quantile([], 0.5)).toBeNaN()
  expect(holds({ ...figure, value: quantile([], 0.5) })).toBe(false)
  expect(holds({ ...figure, value: Number.POSITIVE_INFINITY, want: 'at-least' })).toBe(false)
})

test('a figure holds on its side of the bar, the bar included', () => {
  expect([9, 10, 11].map((value) => holds({ ...figure, value }))).toEqual([true, true, false])
  expect([9, 10, 11].map((value) => holds({ ...figure, value, want: 'at-least' }))).toEqual([false, true, true])
})

test('a line says figure, bar and baseline, and stands out when it falls short', () => {
  expect(lineOf(figure)).toMatch(/^holds {2}a figure +5\.00 ms +bar ≤ 10 {3}\(beside another\)$/)
  expect(lineOf({ ...figure, value: 123.4 })).toMatch(/^SHORT .* 123 ms/)
})
