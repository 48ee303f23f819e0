import { expect, it } from 'vitest'
import type { Bytes, Epoch } from '../../../electron/contract/model/basics.ts'
import { base64OfHex } from '../../format/ids.ts'
import { identityRow } from '../../testing/rows.ts'
import { isHidden, isOut, progressed } from './figures.ts'
import { visibleRows } from './rows.ts'
import { readView, type View } from './view.ts'

const rows = [
  identityRow({ name: 'post10', state: 'published', tone: 'good', disk: 'B' }),
  identityRow({
    name: 'post2',
    state: 'reading',
    tone: 'active',
    disk: 'A',
    cell: { key: 'ok', post: 'proving', operator: 'reading', event: 'post_start' },
  }),
  identityRow({ name: 'post1', state: 'proof-waits', tone: 'odd', attention: true, disk: 'A', numUnits: 31 }),
]
const view = readView(null)
const names = (change: Partial<View>) => visibleRows(rows, { ...view, ...change }).map(({ name }) => name)

it('puts first what needs a person, then what works, then what is done', () => {
  expect(names({})).toEqual(['post1', 'post2', 'post10'])
  expect(names({ down: true })).toEqual(['post10', 'post2', 'post1'])
})
it('sorts names as people count', () => {
  expect(names({ sort: 'name' })).toEqual(['post1', 'post2', 'post10'])
  expect(names({ sort: 'units', down: true })[0]).toBe('post1')
})
it('filters', () => {
  expect(names({ filter: 'attention' })).toEqual(['post1'])
  expect(names({ filter: 'proving' })).toEqual(['post2'])
  expect(names({ filter: 'good' })).toEqual(['post10'])
})
it('finds by name, id as hex and base64, disk and state', () => {
  const id = rows[1]?.id ?? ''
  expect(names({ query: 'POST2' })).toEqual(['post2'])
  expect(names({ query: id.slice(0, 20) })).toEqual(['post2'])
  expect(names({ query: (base64OfHex(id) ?? '').slice(0, 12) })).toEqual(['post2'])
  expect(names({ query: 'disagree' })).toEqual(['post1'])
  expect(names({ query: 'nowhere' })).toEqual([])
})
it('knows an ATX that is out, whatever else the row says', () => {
  const row = identityRow({ name: 'a1', state: 'start-refused', tone: 'warn', standing: { epoch: 5 as Epoch, is: 'published' } })
  expect(isOut(row)).toBe(true)
  expect(isOut({ ...row, standing: { epoch: 5 as Epoch, is: 'due' } })).toBe(false)
})
it('never says of a wanted proof that nobody tells of that it is not started', () => {
  const cell = { key: 'ok', post: 'proving', operator: 'off', event: 'post_start' } as const
  expect(isHidden({ cell, evidence: [] })).toBe(true)
  expect(isHidden({ cell: { ...cell, operator: 'idle' }, evidence: [] })).toBe(false)
  expect(isHidden({ cell: { ...cell, post: 'idle' }, evidence: [] })).toBe(false)
})
it('tells what a log says of a pass from what an operator address says, and a pass of which it says no more than that it reads', () => {
  const base = identityRow({ name: 'a1', state: 'due', tone: 'active' })
  const reading = { ...base.progress, phase: 'reading' as const, positionBytes: 1 as Bytes, totalBytes: 4 as Bytes, source: 'log' as const }
  expect(progressed({ ...base, progress: reading })).toEqual({ is: 'reading', part: 0.25, byLog: true })
  expect(progressed({ ...base, progress: { ...reading, positionBytes: null } })).toEqual({ is: 'reading', part: null, byLog: true })
  expect(progressed({ ...base, progress: { ...reading, source: 'operator' } })).toEqual({ is: 'reading', part: 0.25, byLog: false })
})
