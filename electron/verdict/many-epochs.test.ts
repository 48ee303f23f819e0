import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Epoch } from '../contract/model/basics.ts'
import { lostEpochs } from '../time/index.ts'
import { allLossesTold, happen, type Turn, told, within } from './testing/many-epochs.ts'

test('twenty-seven epochs with seven that came late: every one is told', () => {
  const turns = Array.from({ length: 27 }, (_, index): Turn => (index % 4 === 3 ? 'late' : 'in-time'))
  const { lost } = told(turns)
  expect(within(turns, lost)).toEqual(happen(turns).lost)
  expect(happen(turns).lost.length).toBeGreaterThan(5)
})

/* A sixth of the lives that the sweeps draw. */
test('whatever happens, all that is lost is told, nothing else is, and it is never calm beside it', () => {
  fc.assert(allLossesTold, { numRuns: 10 })
})

test('what each kind of loss costs', () => {
  expect(lostEpochs(53 as Epoch, 'missed')).toEqual([54, 55])
  expect(lostEpochs(53 as Epoch, 'published-late')).toEqual([55])
  expect(lostEpochs(53 as Epoch, 'not-registered')).toEqual([54])
})
