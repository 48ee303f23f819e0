import { expect, it } from 'vitest'
import type { Happening, What } from '../../electron/contract/model/happening.ts'
import { tenIdentities } from '../testing/identities.ts'
import { moveBatch } from '../testing/move.ts'
import { emptyState } from '../testing/rig.ts'
import { instant, rigName } from '../testing/rows.ts'
import { addFinished, finishedSince, inSight, linesOf } from './finished.ts'

const rows = Object.values(tenIdentities)
const [row] = rows
if (!row) throw new Error('no row')
const batch = 'move-7be1c0d4'
const before = { ...emptyState, identities: tenIdentities, batches: { [batch]: moveBatch(9) } }
const happenings = (...whats: readonly What[]): Record<string, Happening> =>
  Object.fromEntries(whats.map((what, index) => [`${what.is} ${index}`, { key: `${what.is} ${index}`, at: instant(index), what }]))
const moved: What = { is: 'batch-entered', batch, name: 'diskC_post3', source: rigName('home'), target: rigName('attic'), state: 'moved' }
const published = ({ id: identity, name } = row): What => ({ is: 'state-changed', identity, name, from: 'reading', to: 'published' })
const now = { ...before, happenings: happenings(moved, published()) }

it('tells of moves and ATXs that came to their end, once', () => {
  expect(finishedSince(before, now).map(({ head, rest }) => [head, rest])).toEqual([
    ['diskC_post3', 'moved to attic, not proven yet'],
    [row.name, 'ATX published'],
  ])
  expect(finishedSince(now, { ...now, happenings: { ...now.happenings } })).toEqual([])
})

it('tells how a move ended, and not where it stands', () => {
  const said = (state: 'aborted' | 'closed' | 'frozen') =>
    finishedSince(before, { ...before, happenings: happenings({ ...moved, state }) }).map(({ rest }) => rest)
  expect([said('aborted'), said('closed'), said('frozen')]).toEqual([['put back to home'], ['the move was closed as it is'], []])
})

it('says nothing of what was so before the page looked', () => {
  expect(finishedSince(null, now)).toEqual([])
  expect(finishedSince(emptyState, now)).toEqual([])
})

it('tells thirty ATXs in one line, and never more than two lines in all', () => {
  const fresh = finishedSince(before, { ...before, happenings: happenings(moved, ...rows.map((one) => published(one))) })
  expect(linesOf(fresh).map(({ said, route }) => [said, route])).toEqual([
    ['diskC_post3 moved to attic, not proven yet', '/migrate/move-7be1c0d4'],
    [`${rows.length} ATXs published`, '/identities'],
  ])
  expect(linesOf(addFinished(fresh, fresh))).toEqual(linesOf(fresh))
})

it('leaves out what is in sight: the open move, and ATXs while their list is open', () => {
  const [move, atx] = finishedSince(before, now)
  if (!move || !atx) throw new Error('nothing finished')
  expect(inSight(atx, '/identities')).toBe(true)
  expect(inSight(atx, '/identities/another')).toBe(true)
  expect(inSight(atx, '/nodes')).toBe(false)
  expect(inSight(move, '/migrate/move-7be1c0d4')).toBe(true)
  expect(inSight(move, '/migrate')).toBe(false)
})
