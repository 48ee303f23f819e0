import { expect, test } from 'vitest'
import { Epoch } from '../contract/model/basics.ts'
import type { Happening } from '../contract/model/happening.ts'
import type { IdentityRow } from '../contract/model/identity.ts'
import type { KeyRow } from '../contract/model/key-copies.ts'
import type { BatchRow } from '../contract/model/migration.ts'
import type { LastEnd, SlotRow } from '../contract/model/rig.ts'
import { emptyState, type State, type StatePatch } from '../contract/state.ts'
import { slotOf } from '../processes/testing/slot-of.ts'
import { idOf, nodeRow, seenRow, serviceRow } from '../verdict/testing/small-rig.ts'
import { happened } from './happened.ts'
import { createTold } from './told.ts'

const now = 1_000_000
const [e61, e62] = [61, 62].map((epoch) => Epoch.parse(epoch)) as [Epoch, Epoch]
const id = idOf(1)
const empty = emptyState({} as State['rig'])

const row = (part: Partial<IdentityRow> = {}): IdentityRow => ({
  ...seenRow(),
  clock: 'demo',
  standing: { epoch: e61, is: 'ahead' },
  epochs: [],
  unseenLoss: null,
  act: null,
  attention: false,
  ...part,
})
const cell = (event: IdentityRow['cell']['event'], post: IdentityRow['cell']['post'] = 'proving') => ({ ...row().cell, event, post })
const at61 = (is: IdentityRow['standing']['is']) => ({ epoch: e61, is })
const working = { ...row().progress, phase: 'reading' as const }

const between = (before: Partial<State>, patch: StatePatch) =>
  happened({ ...empty, ...before }, patch, now).map(({ at, what: { is, ...rest } }) => [at, is, rest] as const)
const told = (...rows: readonly Partial<IdentityRow>[]) =>
  rows.slice(1).flatMap((after, index) => between({ identities: { [id]: row(rows[index]) } }, { identities: { [id]: row(after) } }))
/** Kinds, with what is told of each. */
const short = (facts: ReturnType<typeof between>) =>
  facts.map(([, is, { identity: _id, name: _name, seen: _seen, ...rest }]: readonly [number, string, Record<string, unknown>]) =>
    [is, ...Object.values(rest)].join(' '),
  )

test('a proof from its beginning to its ATX, each step once', () => {
  expect(
    short(
      told(
        {},
        { standing: at61('due') },
        { standing: at61('proving'), cell: cell('post_start') },
        { standing: at61('proving'), cell: cell('post_start'), progress: working },
        { standing: at61('proving'), cell: cell('post_start'), progress: { ...working, phase: 'done' } },
        // Collected: the service is idle, and the node has not said how it ended.
        { standing: at61('proving'), cell: cell('post_start') },
        { standing: at61('proving'), cell: cell('complete', 'idle') },
        { standing: at61('published'), cell: cell('published', 'idle') },
      ),
    ),
  ).toEqual(['proof-progressed 61 began', 'proof-progressed 61 done', 'proof-progressed 61 taken', 'epoch-kept 61'])
})

test('asked of a service that does not answer, a proof is not told to have begun', () => {
  const asked = { ...cell('post_start'), operator: 'unreachable' as const }
  expect(short(told({ standing: at61('due') }, { standing: at61('due'), cell: asked }))).toEqual([])
})

test('a proof that fails, and the one after it', () => {
  const proving = { standing: at61('proving'), cell: cell('post_start') }
  const failed = { standing: at61('proving'), cell: cell('failed') }
  expect(short(told({ standing: at61('due') }, proving, failed, proving))).toEqual([
    'proof-progressed 61 began',
    'proof-progressed 61 failed',
    'proof-progressed 61 began',
  ])
})

test('how its last pass was seen to be made, when a proof comes to an end', () => {
  const at = (phase: IdentityRow['progress']['phase'], pass: number | null, bytesPerSecond: number | null) => ({
    standing: at61('proving'),
    cell: cell('post_start'),
    progress: { ...working, phase, pass, bytesPerSecond },
  })
  const ends = (before: Partial<IdentityRow>) =>
    told(before, at('done', null, null)).map(([, , { seen }]: readonly [number, string, object & { seen?: unknown }]) => seen)
  expect(ends(at('reading', 3, 180_000_000))).toEqual([{ pass: 3, bytesPerSecond: 180_000_000 }])
  expect(ends(at('k2pow', 2, null))).toEqual([{ pass: 2, bytesPerSecond: null }])
  // Done, taken and published between two looks.
  const published = { standing: at61('published'), cell: cell('published', 'idle') }
  const late = { standing: at61('published-late'), cell: cell('published', 'idle') }
  for (const after of [published, late])
    expect(
      told(at('reading', 1, 7), after).map(([, is, { seen }]: readonly [number, string, object & { seen?: unknown }]) => [is, seen]),
    ).toEqual([[after === late ? 'epoch-lost' : 'epoch-kept', { pass: 1, bytesPerSecond: 7 }]])
  // Of a service that nobody looked at nothing is made up.
  expect(ends(at('none', null, null))).toEqual([undefined])
})

test('what an earlier epoch left behind is no step of this one', () => {
  for (const event of ['complete', 'failed', 'published'] as const)
    expect(told({ standing: at61('ahead'), cell: cell(event, 'idle') }, { standing: at61('due'), cell: cell(event) })).toEqual([])
  // Met at work: when it began is not known.
  expect(told({ standing: at61('unknown') }, { standing: at61('proving'), progress: working })).toEqual([])
})

test('epochs that are over are told when it is known, by the moment of their ATX where that is known', () => {
  const past = (is: IdentityRow['standing']['is']) => ({ standing: { epoch: e62, is: 'ahead' as const }, epochs: [{ epoch: e61, is }] })
  expect(short(told({ standing: at61('late') }, past('unknown'), past('missed'), past('missed')))).toEqual(['epoch-lost 61 missed'])
  expect(short(told({ standing: at61('late') }, { standing: at61('published-late') }))).toEqual(['epoch-lost 61 published-late'])
  const lastAtx = { publishEpoch: e61, at: 5 as never }
  expect(told({ standing: at61('proving') }, { standing: at61('published'), lastAtx })[0]?.[0]).toBe(5)
})

test('what was so before anybody looked did not happen', () => {
  const banned = { ...row().ban, state: 'banned' as const }
  expect(between({}, { identities: { [id]: row({ standing: at61('published'), ban: banned }) }, nodes: { home: nodeRow() } })).toEqual([])
  expect(told({ standing: { epoch: null, is: 'unknown' } }, { standing: at61('published') })).toEqual([])
  expect(told({ ban: { ...banned, state: 'not-asked' } }, { ban: banned })).toEqual([])
  expect(between({ nodes: { home: nodeRow({ reach: 'unknown' }) } }, { nodes: { home: nodeRow() } })).toEqual([])
  expect(between({ identities: { [id]: row() } }, { identities: { [id]: null } })).toEqual([])
})

const looked = { inventory: { lookedAt: 1 } as never }
const keys = (...seen: readonly IdentityRow['cell']['key'][]) =>
  short(
    seen.slice(1).flatMap((key, index) => {
      const was = { ...row().cell, key: seen[index] ?? 'ok' }
      return between({ ...looked, identities: { [id]: row({ cell: was }) } }, { identities: { [id]: row({ cell: { ...was, key } }) } })
    }),
  )

test('a key that lies twice or can’t be loaded, and the end of that', () => {
  expect(keys('ok', 'duplicate', 'ok', 'defective', 'ok', 'absent', 'ok')).toEqual([
    'key-changed ok duplicate',
    'key-changed duplicate ok',
    'key-changed ok defective',
    'key-changed defective ok',
    'key-changed ok absent',
    'key-changed absent ok',
  ])
  expect(keys('ok', 'unknown', 'ok', 'unknown', 'absent')).toEqual([])
  // Before every place was looked at once it was so already, for all that is known.
  expect(told({ cell: { ...row().cell, key: 'ok' } }, { cell: { ...row().cell, key: 'duplicate' } })).toEqual([])
  const moved = { overlay: 'held-by-migration', cell: { ...row().cell, key: 'absent' } } as const
  expect(between({ ...looked, identities: { [id]: row() } }, { identities: { [id]: row(moved) } })).toEqual([])
})

test('a key that a folder which nobody knows would load as well, and the end of that', () => {
  const copy = (checks: KeyRow['checks'], nodes: readonly string[]): State['keys'] => ({
    [id]: {
      key: id,
      identity: id,
      name: 'a1',
      checks,
      copies: nodes.map((node) => ({ place: 'loaded', node }) as KeyRow['copies'][number]),
    },
  })
  const twice: KeyRow['checks'] = [{ id: 'key-loadable-twice', verdict: 'fail', evidence: '', values: {} }]
  const [fine, bad] = [copy([], ['home']), copy(twice, ['home'])]
  expect(short([...between({ ...looked, keys: fine }, { keys: bad }), ...between({ ...looked, keys: bad }, { keys: fine })])).toEqual([
    'key-changed ok duplicate',
    'key-changed duplicate ok',
  ])
  // Of two nodes their identity's row tells.
  expect(between({ ...looked, keys: fine }, { keys: copy(twice, ['home', 'attic']) })).toEqual([])
})

test('what comes together is told in the order in which it came', () => {
  const before = { identities: { [id]: row({ standing: at61('late') }) }, nodes: { home: nodeRow({ reach: 'silent' }) } }
  const standing = { epoch: e62, is: 'proving' as const }
  const began = { standing, epochs: [{ epoch: e61, is: 'missed' as const }], cell: cell('post_start') }
  const next = { identities: { [id]: row({ ...began, cell: cell('failed') }) }, nodes: { home: nodeRow() } }
  expect(short(between(before, next))).toEqual(['reach-changed home answers', 'epoch-lost 61 missed'])
  const done = row({ standing: at61('proving'), cell: cell('post_start'), progress: working })
  const after = row({ standing: at61('published'), cell: cell('published', 'idle'), ban: { ...row().ban, state: 'banned' } })
  expect(short(between({ identities: { [id]: done } }, { identities: { [id]: after } }))).toEqual(['epoch-kept 61', 'ban-found'])
  const end: LastEnd = { meaning: 'panicked', exit: 101, signal: null, at: 7 as never, line: 'x', lines: ['x'], by: 'nobody' }
  const fell = between(
    { nodes: { home: nodeRow() }, services: { a1: serviceRow({}, { startedAt: 3 as never }) } },
    { nodes: { home: nodeRow({ reach: 'silent' }) }, services: { a1: serviceRow({}, { startedAt: 9 as never, lastEnd: end }) } },
  )
  expect(fell.map(([when, is]) => [when, is])).toEqual([
    [7, 'run-ended'],
    [9, 'run-started'],
    [now, 'reach-changed'],
  ])
})

test('what has a moment of its own stands by it, before what was seen later', () => {
  const lastAtx = { publishEpoch: e61, at: 5 as never }
  const kept = between(
    { identities: { [id]: row({ standing: at61('proving') }) }, nodes: { home: nodeRow({ reach: 'silent' }) } },
    { identities: { [id]: row({ standing: at61('published'), lastAtx }) }, nodes: { home: nodeRow() } },
  )
  expect(kept.map(([when, is]) => [when, is])).toEqual([
    [5, 'epoch-kept'],
    [now, 'reach-changed'],
  ])
})

test('an ATX does not stand before the end of its proof, whatever its node’s clock says of it', () => {
  const told = createTold(() => undefined)
  const step = (at: number, what: Happening['what']) => told.tell([{ key: `${at} ${what.is}`, at: at as Happening['at'], what }])
  step(10_900, { is: 'proof-progressed', identity: id, name: 'a1', epoch: e61, step: 'taken' })
  step(10_200, { is: 'epoch-kept', identity: id, name: 'a1', epoch: e61 })
  step(10_100, { is: 'epoch-kept', identity: idOf(2), name: 'b1', epoch: e61 })
  expect(told.list().map(({ at }) => at)).toEqual([10_900, 10_900, 10_100])
})

test('states, bans and nodes', () => {
  const ban = (state: 'not-proven' | 'banned') => ({ ban: { ...row().ban, state } })
  expect(short(told(ban('not-proven'), ban('banned')))).toEqual(['ban-found'])
  expect(short(told({ state: 'reading' }, { state: 'published' }))).toEqual(['state-changed reading published'])
  const silent = between({ nodes: { home: nodeRow() } }, { nodes: { home: nodeRow({ reach: 'silent' }) } })
  expect(silent).toEqual([[now, 'reach-changed', { node: 'home', to: 'silent' }]])
})

test('runs, by the moments that are written down of them', () => {
  const end: LastEnd = { meaning: 'panicked', exit: 101, signal: null, at: 7 as never, line: 'x', lines: ['x'], by: 'nobody' }
  const running: Partial<SlotRow> = { startedAt: 3 as never }
  const again: Partial<SlotRow> = { startedAt: 9 as never, lastEnd: end }
  const service = (slot: Partial<SlotRow>) => ({ services: { a1: serviceRow({}, slot) } })
  const node = (slot: Partial<SlotRow>) => ({ nodes: { home: nodeRow({ slot: slotOf(slot) }) } })
  const ended = { meaning: 'panicked', exit: 101, signal: null, by: 'nobody' }
  expect(between(service(running), service(again))).toEqual([
    [7, 'run-ended', { kind: 'service', name: 'a1', end: ended }],
    [9, 'run-started', { kind: 'service', name: 'a1' }],
  ])
  expect(between(node({}), node(running))).toEqual([[3, 'run-started', { kind: 'node', name: 'home' }]])
  expect(between(node(running), node({ ...running, startedAt: null, lastEnd: end }))).toHaveLength(1)
})

test('a move: what it enters, and that it is confirmed', () => {
  const batch = (part: Partial<BatchRow>) => ({
    batches: { m: { batch: 'm', identityName: 'a1', source: 'A', target: 'B', ...part } as BatchRow },
  })
  const move = { batch: 'm', name: 'a1', source: 'A', target: 'B' }
  expect(between(batch({ state: 'verified' }), batch({ state: 'armed' }))).toEqual([])
  expect(between(batch({ state: 'armed' }), batch({ state: 'moved' }))).toEqual([[now, 'batch-entered', { ...move, state: 'moved' }]])
  const confirmed = { state: 'moved', confirmation: { confirmed: true } as BatchRow['confirmation'] } as const
  expect(between(batch({ state: 'moved', confirmation: null }), batch(confirmed))).toEqual([[now, 'batch-confirmed', move]])
  expect(between(batch(confirmed), batch(confirmed))).toEqual([])
})

test('nothing is told twice, and changes of states push nothing else out', () => {
  const kept: number[] = []
  const list = createTold((fresh) => kept.push(fresh.length))
  const [kept61] = happened({ ...empty, identities: { [id]: row() } }, { identities: { [id]: row({ standing: at61('published') }) } }, now)
  if (kept61 === undefined) throw new Error('nothing was told')
  for (const _time of [1, 2]) list.tell([kept61])
  const { identity, name } = kept61.what as { identity: typeof id; name: string }
  const states = Array.from({ length: 1_000 }, (_, index) => ({
    key: `state ${index}`,
    at: kept61.at,
    what: { is: 'state-changed', identity, name, from: 'reading', to: 'published' } as const,
  }))
  list.tell(states)
  expect(kept).toEqual([1, 0, 1_000])
  expect(list.list()).toHaveLength(201)
  expect(list.list()).toContain(kept61)
  expect(list.list()).toContain(states.at(-1))
})
