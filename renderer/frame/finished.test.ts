import { expect, it } from 'vitest'
import { tenIdentities } from '../testing/identities.ts'
import { moveBatch } from '../testing/move.ts'
import { emptyState } from '../testing/rig.ts'
import { addFinished, finishedBetween, inSight, linesOf } from './finished.ts'

const rows = Object.values(tenIdentities)
const [row] = rows
if (!row) throw new Error('no row')
const before = { ...emptyState, identities: { [row.id]: row }, batches: { 'move-7be1c0d4': moveBatch(9) } }
const now = { ...before, identities: { [row.id]: { ...row, state: 'published' as const } }, batches: { 'move-7be1c0d4': moveBatch(10) } }

it('tells of moves and ATXs that came to their end, once', () => {
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

it('tells thirty ATXs in one line, and never more than two lines in all', () => {
  const waiting = Object.fromEntries(rows.map((one) => [one.id, { ...one, state: 'reading' as const }]))
  const done = Object.fromEntries(rows.map((one) => [one.id, { ...one, state: 'published' as const }]))
  const fresh = finishedBetween({ ...before, identities: waiting }, { ...now, identities: done })
  expect(linesOf(fresh).map(({ said, route }) => [said, route])).toEqual([
    ['diskC_post3 moved to attic, not proven yet', '/migrate/move-7be1c0d4'],
    [`${rows.length} ATXs published`, '/identities'],
  ])
  expect(linesOf(addFinished(fresh, fresh))).toEqual(linesOf(fresh))
})

it('leaves out what is in sight: the open move, and ATXs while their list is open', () => {
  const [move, atx] = finishedBetween(before, now)
  if (!move || !atx) throw new Error('nothing finished')
  expect(inSight(atx, '/identities')).toBe(true)
  expect(inSight(atx, '/identities/another')).toBe(true)
  expect(inSight(atx, '/nodes')).toBe(false)
  expect(inSight(move, '/migrate/move-7be1c0d4')).toBe(true)
  expect(inSight(move, '/migrate')).toBe(false)
})
