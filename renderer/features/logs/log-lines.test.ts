import { expect, it } from 'vitest'
import { clockTime } from '../../words/time.ts'
import { addLines, type LogEvent, shownLines } from './log-lines.ts'

const line = (seq: number, part: { level?: string; text?: string; repeats?: number } = {}) => ({
  seq,
  at: '2026-11-21T22:21:07.902Z',
  level: part.level ?? 'info',
  text: part.text ?? `line ${seq}`,
  repeats: part.repeats ?? 1,
})
const event = (part: Partial<LogEvent>): LogEvent => ({ lines: [], reset: false, phase: null, ...part })

it('adds lines, takes a repeated one in its place, and begins anew on a reset', () => {
  const one = addLines(null, event({ lines: [line(1), line(2)], reset: true, phase: 'starting' }))
  const two = addLines(one, event({ lines: [line(2, { repeats: 5 }), line(3)] }))
  expect(two.lines.map(({ seq, repeats }) => [seq, repeats])).toEqual([
    [1, 1],
    [2, 5],
    [3, 1],
  ])
  expect(two.phase).toBe('starting')
  expect(addLines(two, event({ lines: [line(1)], reset: true }))).toEqual({ lines: [line(1)], phase: null })
})

it('shows levels, times and repeats, and finds text', () => {
  const lines = [line(1), line(2, { level: 'warn', text: 'slow\tdisk' }), line(3, { level: 'error', text: 'Broken', repeats: 12 })]
  expect(shownLines(lines, { query: '', level: 'all' }).map(({ tone }) => tone)).toEqual(['plain', 'warn', 'bad'])
  expect(shownLines(lines, { query: '', level: 'error' })).toEqual([
    { key: 3, at: clockTime(Date.parse('2026-11-21T22:21:07.902Z'), true), level: 'ERROR', tone: 'bad', text: 'Broken', repeats: '× 12' },
  ])
  expect(shownLines(lines, { query: 'DISK', level: 'warn' }).map(({ text }) => text)).toEqual(['slow  disk'])
})
