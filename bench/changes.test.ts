import { expect, test } from 'vitest'
import { delaysOf } from './changes.ts'

const shows = (word: string) => (cells: readonly string[]) => cells.includes(word)
const seen = [
  { id: 'a', cells: ['new'], at: 90 },
  { id: 'b', cells: ['new'], at: 105 },
  { id: 'a', cells: ['old'], at: 110 },
  { id: 'a', cells: ['new'], at: 140 },
  { id: 'a', cells: ['new', 'newer'], at: 300 },
]

test('a change is drawn with the first drawing of its own row, after it, that shows it', () => {
  expect(delaysOf([{ id: 'a', at: 100, shows: shows('new') }], seen)).toEqual([40])
})

test('a change that was never drawn took for ever', () => {
  const never = { id: 'a', at: 150, shows: shows('newest') }
  const elsewhere = { id: 'c', at: 0, shows: shows('new') }
  expect(delaysOf([never, elsewhere], seen)).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])
})
