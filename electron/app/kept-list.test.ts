import { expect, test } from 'vitest'
import { keptList } from './kept-list.ts'

test('a list is the same until its room tells a change, and never older than five seconds', () => {
  let [now, gathered] = [0, 0]
  const gather = () => {
    gathered += 1
    return [gathered]
  }
  const { list, changed } = keptList(gather, () => now)
  const first = list()
  expect(list()).toBe(first)
  changed()
  expect(list()).toEqual([2])
  now = 4_999
  expect(list()).toEqual([2])
  now = 5_000
  expect(list()).toEqual([3])
})
