import { expect, it } from 'vitest'
import { clockTime } from '../../format/time.ts'
import { addLines, type LogEvent, nextTrouble, shownLines } from './log-lines.ts'

const line = (seq: number, part: { level?: string; text?: string; repeats?: number } = {}) => ({
  seq,
  at: '2026-11-21T22:21:07.902Z',
  level: part.level ?? 'info',
  text: part.text ?? `line ${seq}`,
  repeats: part.repeats ?? 1,
})
const event = (part: Partial<LogEvent>): LogEvent => ({ lines: [], reset: false, phase: null, file: '/logs/a.log', ...part })

it('adds lines, takes a repeated one in its place, and begins anew on a reset', () => {
  const one = addLines(null, event({ lines: [line(1), line(2)], reset: true, phase: 'starting' }))
  const two = addLines(one, event({ lines: [line(2, { repeats: 5 }), line(3)] }))
  expect(two.lines.map(({ seq, repeats }) => [seq, repeats])).toEqual([
    [1, 1],
    [2, 5],
    [3, 1],
  ])
  expect(two.phase).toBe('starting')
  expect(addLines(two, event({ lines: [line(1)], reset: true }))).toEqual({ lines: [line(1)], phase: null, file: '/logs/a.log' })
})

it('shows levels, times with UTC behind them, and repeats', () => {
  const lines = [line(1), line(2, { level: 'warn', text: 'slow\tdisk' }), line(3, { level: 'error', text: 'Broken', repeats: 12 })]
  const rows = shownLines(lines, { query: '', level: 'all' })
  expect(rows.map(({ tone }) => tone)).toEqual(['plain', 'warn', 'bad'])
  expect(rows[2]).toEqual({
    key: 3,
    at: clockTime(Date.parse('2026-11-21T22:21:07.902Z'), true),
    whole: '2026-11-21 22:21:07 UTC',
    level: 'ERROR',
    tone: 'bad',
    text: 'Broken',
    repeats: '× 12',
    means: undefined,
    others: [],
    beside: false,
  })
  expect(rows[1]?.text).toBe('slow  disk')
})

it('keeps two neighbours of what was looked for, and nothing else', () => {
  const lines = Array.from({ length: 20 }, (_, index) => line(index, { text: index === 10 ? 'a slow DISK' : `step ${index}` }))
  const rows = shownLines(lines, { query: 'disk', level: 'all' })
  expect(rows.map(({ key, beside }) => [key, beside])).toEqual([
    [8, true],
    [9, true],
    [10, false],
    [11, true],
    [12, true],
  ])
})

it('folds lines that differ in a stamp or a duration only, and keeps each of them to be read', () => {
  const lines = [
    line(1, { text: 'node silent since 2026-11-28T08:20:39.500Z, again in 2s' }),
    line(2, { text: 'node silent since 2026-11-28T08:20:41.500Z, again in 4s' }),
    line(3, { text: 'node silent since 2026-11-28T08:20:45.500Z, again in 8s', repeats: 3 }),
    line(4, { text: 'position 12 of 40' }),
    line(5, { text: 'position 16 of 40' }),
  ]
  const rows = shownLines(lines, { query: '', level: 'all' })
  expect(rows.map(({ repeats, others }) => [repeats, others.length])).toEqual([
    ['× 5', 2],
    [null, 0],
    [null, 0],
  ])
})

it('goes from error to error, round and round; to warnings where there is no error', () => {
  const rows = shownLines([line(1), line(2, { level: 'error' }), line(3, { level: 'warn' }), line(4, { level: 'fatal' })], {
    query: '',
    level: 'all',
  })
  expect([nextTrouble(rows, null), nextTrouble(rows, 2), nextTrouble(rows, 4)]).toEqual([2, 4, 2])
  expect(nextTrouble(shownLines([line(1), line(2, { level: 'warn' })], { query: '', level: 'all' }), null)).toBe(2)
  expect(nextTrouble(shownLines([line(1)], { query: '', level: 'all' }), null)).toBeNull()
})
