import { expect, it } from 'vitest'
import { tenIdentities } from '../fixtures/identities.ts'
import { moveBatch } from '../fixtures/move.ts'
import { emptyState } from '../fixtures/rig.ts'
import { finishedBetween } from './finished.ts'

const [row] = Object.values(tenIdentities)
if (!row) throw new Error('no row')
const before = { ...emptyState, identities: { [row.id]: row }, batches: { 'move-7be1c0d4': moveBatch(9) } }

it('tells of moves and ATXs that came to their end, once', () => {
  const now = { ...before, identities: { [row.id]: { ...row, state: 'published' } }, batches: { 'move-7be1c0d4': moveBatch(10) } }
  expect(finishedBetween(before, now).map(({ head, rest }) => [head, rest])).toEqual([
    ['diskC_post3', 'moved to attic, not proven yet'],
    [row.name, 'ATX published'],
  ])
  expect(finishedBetween(now, now)).toEqual([])
})

it('says nothing of what was so before the page looked', () => {
  expect(finishedBetween(null, before)).toEqual([])
  expect(finishedBetween(emptyState, { ...emptyState, batches: { 'move-7be1c0d4': moveBatch(10) } })).toEqual([])
})
