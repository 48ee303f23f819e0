import { expect, test } from 'vitest'
import { cellStateKeys, stateLooks } from '../contract/model/states.ts'
import { allCells, type Cell, cellOf, justStartedMs, noLongerAskedMs, type OverlayFacts, overlayOf, shownState } from './cells.ts'

const calm: OverlayFacts = {
  banned: false,
  heldByMigration: false,
  keyReturned: false,
  listedBeforeFileWent: false,
  sinceFirstAnswerMs: null,
  unaskedMs: null,
  servesOtherNode: false,
  unconnectedMs: null,
}
const healthy: Cell = { key: 'ok', post: 'idle', operator: 'idle', event: 'none' }
const stateAt = (change: Partial<Cell>): string => cellOf({ ...healthy, ...change }).key

test('the table is closed: 700 cells, each of them one state', () => {
  expect(allCells).toHaveLength(700)
  expect(new Set(allCells.map((cell) => JSON.stringify(cell))).size).toBe(700)
  for (const cell of allCells) {
    expect(cellStateKeys).toContain(cellOf(cell).key)
  }
})

test('every state is reached by some cell', () => {
  expect([...new Set(allCells.map((cell) => cellOf(cell).key))].sort()).toEqual([...cellStateKeys].sort())
})

test('one mark has one tone, so that a glance at either says the same', () => {
  const tones = new Map<string, Set<string>>()
  for (const { mark, tone } of Object.values(stateLooks)) tones.set(mark, (tones.get(mark) ?? new Set()).add(tone))
  expect([...tones].filter(([, seen]) => seen.size > 1)).toEqual([])
})

test('green only after evidence: never without the event, never while a source contradicts', () => {
  for (const cell of allCells) {
    if (cellOf(cell).tone !== 'good') continue
    expect(cell.key).toBe('ok')
    expect(cell.post).toBe('idle')
    expect(['complete', 'published']).toContain(cell.event)
    expect(['off', 'unreachable', 'idle']).toContain(cell.operator)
  }
})

test('a doubled or broken key is bad whatever else is said', () => {
  for (const cell of allCells) if (cell.key === 'duplicate' || cell.key === 'defective') expect(cellOf(cell).tone).toBe('bad')
})

test.each<[string, Partial<Cell>]>([
  ['waiting', {}],
  ['waiting', { operator: 'off' }],
  ['waiting-service-silent', { operator: 'unreachable' }],
  ['due', { post: 'proving', operator: 'off' }],
  ['due-asked', { post: 'proving' }],
  ['due-service-silent', { post: 'proving', operator: 'unreachable' }],
  ['proving-unseen', { post: 'proving', operator: 'off', event: 'post_start' }],
  ['k2pow', { post: 'proving', operator: 'k2pow', event: 'post_start' }],
  ['reading', { post: 'proving', operator: 'reading', event: 'post_start' }],
  ['proving-again', { post: 'proving', operator: 'reading', event: 'failed' }],
  ['proof-ready', { post: 'proving', operator: 'done', event: 'post_start' }],
  ['proof-failed', { post: 'proving', operator: 'done', event: 'failed' }],
  ['accepted', { event: 'complete' }],
  ['published', { event: 'published', operator: 'off' }],
  ['proof-waits', { operator: 'done', event: 'complete' }],
  ['outcome-not-seen', { event: 'post_start' }],
  ['proving-for-nobody', { operator: 'reading', event: 'published' }],
  ['not-loaded', { post: 'absent' }],
  ['proving-not-loaded', { post: 'absent', operator: 'k2pow' }],
  ['node-silent', { post: 'unreachable', event: 'published' }],
  ['node-silent-proving', { post: 'unreachable', operator: 'done' }],
  ['foreign-service', { operator: 'foreign', post: 'proving' }],
  ['key-file-gone', { key: 'absent', post: 'proving', operator: 'reading' }],
  ['service-without-key', { key: 'absent', post: 'absent' }],
  ['not-enrolled', { key: 'absent', post: 'absent', operator: 'off' }],
  ['nothing-known', { key: 'absent', post: 'unreachable', operator: 'off' }],
  ['key-unknown', { key: 'unknown', post: 'absent' }],
  ['waiting', { key: 'unknown', event: 'published' }],
  ['key-twice-loaded', { key: 'duplicate', operator: 'foreign' }],
  ['key-defective', { key: 'defective', post: 'absent' }],
])('%s: %j', (key, change) => expect(stateAt(change)).toBe(key))

test('a ban outranks every cell and every other overlay', () => {
  const all = {
    banned: true,
    heldByMigration: true,
    keyReturned: true,
    listedBeforeFileWent: true,
    sinceFirstAnswerMs: 0,
    unaskedMs: noLongerAskedMs,
    servesOtherNode: true,
    unconnectedMs: 60_000,
  }
  for (const cell of allCells) expect(shownState(cell, all)).toMatchObject({ overlay: 'banned', state: { key: 'banned', tone: 'bad' } })
})

const dangers = ['key-twice', 'key-twice-loaded', 'key-defective', 'key-defective-loaded', 'key-file-gone']
const isDanger = (cell: Cell): boolean => dangers.includes(cellOf(cell).key)

test('a move holds an identity in every cell but those that endanger it: no move hides a danger', () => {
  for (const cell of allCells) {
    const { overlay, state } = shownState(cell, { ...calm, heldByMigration: true })
    expect(overlay).toBe(isDanger(cell) ? null : 'held-by-migration')
    if (isDanger(cell)) expect(dangers).toContain(state.key)
  }
})

test('the file that a move itself took away is no danger while its node was last heard before', () => {
  const cell: Cell = { ...healthy, key: 'absent' }
  expect(cellOf(cell).key).toBe('key-file-gone')
  expect(overlayOf(cell, { ...calm, heldByMigration: true, listedBeforeFileWent: true })).toBe('held-by-migration')
  expect(overlayOf(cell, { ...calm, heldByMigration: true })).toBeNull()
})

test('an old copy that is back outranks all but a ban, a move too', () => {
  for (const cell of allCells)
    expect(shownState(cell, { ...calm, heldByMigration: true, keyReturned: true })).toMatchObject({
      overlay: 'key-returned',
      state: { tone: 'bad' },
    })
})

test('right after a start an IDLE is worth nothing, and only an IDLE', () => {
  for (const cell of allCells) {
    const early = overlayOf(cell, { ...calm, sinceFirstAnswerMs: justStartedMs - 1 })
    expect(early).toBe(cell.post === 'idle' && !isDanger(cell) ? 'just-started' : null)
    expect(overlayOf(cell, { ...calm, sinceFirstAnswerMs: justStartedMs })).toBeNull()
  }
})

test('StopSmeshing leaves PROVING behind with a service that nobody asks', () => {
  for (const cell of allCells) {
    const stands = !isDanger(cell) && cell.post === 'proving' && (cell.operator === 'idle' || cell.operator === 'done')
    expect(overlayOf(cell, { ...calm, unaskedMs: noLongerAskedMs })).toBe(stands ? 'no-longer-asked' : null)
    expect(overlayOf(cell, { ...calm, unaskedMs: noLongerAskedMs - 1 })).toBeNull()
  }
})

test('a service at the wrong node is said in every cell without a danger', () => {
  for (const cell of allCells)
    expect(overlayOf(cell, { ...calm, servesOtherNode: true })).toBe(isDanger(cell) ? null : 'registered-unasked')
})
