import { expect, it } from 'vitest'
import type { EpochKept } from '../../../electron/contract/model/history.ts'
import { epochTyped, historyText } from './history-file.ts'

const full = {
  epoch: 7,
  is: 'late',
  atxs: [{ id: 'aa', epoch: 7, at: 0, node: 'home', numUnits: 4, coinbase: '=sm1' }],
  proof: { epoch: 7, began: 1_000, ended: 61_000, how: 'done', passes: 2, bytesPerSecond: 5, bytes: 300, source: 'log' },
  paid: { layers: 2, total: '18446744073709551616' },
} as unknown as EpochKept
const empty = { epoch: 6, is: 'not-seen', atxs: [], proof: null, paid: null } as unknown as EpochKept

it('writes whole figures, times in UTC, nothing where nothing is known, and no formula', () => {
  const [heads, first, second] = historyText('csv', [full, empty]).split('\r\n')
  expect(heads?.split(',')).toHaveLength(16)
  expect(first).toBe(
    "7,late,aa,1970-01-01T00:00:00.000Z,home,4,'=sm1,1970-01-01T00:00:01.000Z,1970-01-01T00:01:01.000Z,made,2,300,5,its log,2,18446744073709551616",
  )
  expect(second).toBe(`6,not observed${','.repeat(14)}`)
  const [, none] = JSON.parse(historyText('json', [full, empty])) as readonly Record<string, unknown>[]
  expect(none).toMatchObject({ epoch: 6, outcome: 'not observed', smidge: null, bytesPerSecond: null })
})

it('takes a whole number as an epoch, and nothing as no end', () => {
  expect(['', ' 7 ', '-1', '1.5', 'x', '1234567890'].map(epochTyped)).toEqual([null, 7, undefined, undefined, undefined, undefined])
})
