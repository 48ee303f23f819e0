import { describe, expect, test } from 'vitest'
import type { Epoch, Layer } from '../contract/model/basics.ts'
import type { BatchRow, LostMove } from '../contract/model/migration.ts'
import type { NodeRow, SlotRow } from '../contract/model/rig.ts'
import { slotOf } from '../processes/testing/slot-of.ts'
import { newEpochEvidence } from '../sight/epoch-evidence.ts'
import { createEpochBook } from './epoch-book.ts'
import { at, clock, idOf, minute, name, nodeRow, rowOf, said, seenRow, serviceRow } from './testing/small-rig.ts'

const proving = { key: 'ok', post: 'proving', operator: 'off', event: 'none' } as const
const inRound = (epoch: number) => ({ ...newEpochEvidence(), registered: new Set([epoch as Epoch]) })
const sight = (epochs = newEpochEvidence(), shownAt = 0) => ({ identity: () => ({ epochs, unbrokenSince: 0, shownAt }) })
const answers = (now: number, part: Partial<NodeRow> = {}) => nodeRow({ seenAt: now as NodeRow['seenAt'], identities: [idOf(1)], ...part })
const slot = (state: SlotRow['state']): SlotRow => slotOf({ state })
const begun = (at: number): SlotRow => slotOf({ state: 'running', pid: 5, ours: true, startedAt: at as SlotRow['startedAt'] })

test('calm only with everything known, fresh and fine', () => {
  const now = at(5, 1)
  const fine = said({ now, identities: [seenRow()], ...sight(inRound(5)) })
  expect(fine.verdict).toMatchObject({ calm: true, needs: 0, unknown: 0, why: null, tone: 'good' })
  expect(rowOf(fine)).toMatchObject({ state: 'waiting', standing: { epoch: 5, is: 'ahead' }, attention: false, act: null })
})

test.each([
  ['starting', { starting: true }],
  ['looking', { nodes: [nodeRow({ reach: 'unknown', seenAt: null })], lookedSince: at(5, 1) - 5_000 }],
  ['stale', { nodes: [answers(at(5, 1) - 2 * minute)] }],
  [
    'not-synced',
    {
      nodes: [
        answers(at(5, 1), {
          sync: { synced: false, peers: 0, currentLayer: 1 as Layer, latestLayer: 1 as Layer, processedLayer: 0 as Layer },
        }),
      ],
    },
  ],
  ['no-clock', { clocks: new Map([[clock.key, { ...clock, phaseShiftMs: null }]]) }],
  ['not-observed', sight()],
  ['looking', { inventory: { lookedAt: null, unread: [] }, lookedSince: at(5, 1) - 5_000 }],
  ['not-all-readable', { inventory: { lookedAt: null, unread: [] } }],
  ['stale', { inventory: { lookedAt: (at(5, 1) - 121 * minute) as NonNullable<NodeRow['seenAt']>, unread: [] } }],
  [
    'not-all-readable',
    { inventory: { lookedAt: at(5, 1) as NonNullable<NodeRow['seenAt']>, unread: [{ path: '/mnt/stick', detail: 'EIO' }] } },
  ],
  ['not-all-readable', { services: [serviceRow({ findings: [{ id: 'source-fault', verdict: 'unknown', evidence: '', values: {} }] })] }],
])('nothing open and still not calm: %s', (why, part) => {
  const spoken = said({ now: at(5, 1), identities: [seenRow()], ...sight(inRound(5)), ...part })
  expect(spoken.verdict).toMatchObject({ calm: false, why })
  expect(spoken.alerts).toEqual([])
})

describe('published has an epoch', () => {
  const published = seenRow({ state: 'published', tone: 'good', cell: { key: 'ok', post: 'idle', operator: 'idle', event: 'published' } })
  test('an ATX of this epoch is Done, one of the epoch before is not', () => {
    const evidence = inRound(5)
    evidence.atxs.set(5 as Epoch, { at: at(5, 6), seenAt: at(5, 6) })
    expect(rowOf(said({ now: at(5, 7), identities: [published], ...sight(evidence) }))).toMatchObject({ state: 'published', tone: 'good' })
    const before = inRound(6)
    before.atxs.set(5 as Epoch, { at: at(5, 6), seenAt: at(5, 6) })
    expect(rowOf(said({ now: at(6, 2), identities: [published], ...sight(before) }))).toMatchObject({ state: 'waiting', tone: 'idle' })
  })
  test('one after the next round began is told, and stays told until a person has seen it', () => {
    const evidence = inRound(5)
    evidence.atxs.set(5 as Epoch, { at: at(5, 11), seenAt: at(5, 11) })
    const book = createEpochBook(null)
    const spoken = said({ now: at(5, 12), identities: [published], book, ...sight(evidence) })
    expect(rowOf(spoken)).toMatchObject({ state: 'published-late', tone: 'warn', attention: true })
    expect(spoken.alerts).toMatchObject([{ id: 'lost-published-late-5', values: { lost: '7' }, costEpochs: 1, acknowledge: true }])
    const next = said({ now: at(6, 4), identities: [published], book: createEpochBook(book.text()), ...sight(evidence) })
    expect(rowOf(next)).toMatchObject({ attention: true, standing: { epoch: 6, is: 'not-registered' } })
    expect(next.alerts.map(({ id }) => id)).toEqual(['lost-published-late-5'])
    book.see(idOf(1), 5 as Epoch)
    const after = said({ now: at(6, 4), identities: [published], book, ...sight(evidence) })
    expect(after.verdict).toMatchObject({ calm: false, needs: 0, why: 'not-in-round' })
    expect(rowOf(after)).toMatchObject({ state: 'not-registered', tone: 'warn', attention: false })
  })
})

describe('the epoch that is not kept', () => {
  const due = seenRow({ cell: proving, state: 'due', tone: 'active' })
  test('late: still possible until the hard deadline, with what it costs and the act', () => {
    const services = [serviceRow({}, { state: 'stopped', startClosed: null })]
    const spoken = said({ now: at(5, 11), identities: [due], services, ...sight(inRound(5)) })
    expect(rowOf(spoken)).toMatchObject({ state: 'late', tone: 'bad', standing: { is: 'late' }, act: { do: 'start-service', name: 'a1' } })
    expect(spoken.alerts[0]).toMatchObject({ tone: 'bad', deadline: at(6, 0), costEpochs: 1 })
    expect(spoken.verdict.calm).toBe(false)
  })
  test('missed: by the network’s word after the end, or by a stream without a break; never from silence', () => {
    const evidence = inRound(5)
    const gone = { ...evidence, absent: new Map([[5 as Epoch, at(6, 0.2)]]) }
    expect(said({ now: at(6, 0.5), identities: [due], ...sight(gone) }).alerts[0]).toMatchObject({
      id: 'lost-missed-5',
      tone: 'bad',
      values: { lost: '6,7' },
      costEpochs: 2,
    })
    const unseen = said({
      now: at(6, 0.5),
      identities: [due],
      identity: () => ({ epochs: evidence, unbrokenSince: null, shownAt: 0 }),
    })
    expect(unseen.alerts.filter(({ id }) => id.startsWith('lost-'))).toEqual([])
    expect(unseen.verdict.calm).toBe(false)
  })
  test('what was before the first look is unknown, and blamed on nobody', () => {
    const evidence = { ...newEpochEvidence(), absent: new Map([[4 as Epoch, at(5, 1)]]) }
    const row = rowOf(said({ now: at(5, 2), identities: [seenRow()], ...sight(evidence) }))
    expect(row.epochs.filter(({ is }) => is !== 'unknown')).toEqual([])
  })
})

test('a stopped service is told before the gap, with the hour and the act; it never looks calmer than a silent one', () => {
  const now = at(5, 1)
  const services = [serviceRow({}, { state: 'stopped', startClosed: null })]
  const stopped = said({ now, identities: [seenRow()], services, ...sight(inRound(5)) })
  expect(rowOf(stopped)).toMatchObject({ state: 'service-stopped', tone: 'warn', act: { do: 'start-service', name: 'a1' } })
  expect(stopped.alerts).toMatchObject([{ words: 'service-stopped', deadline: at(5, 3), costEpochs: 2 }])
  const now2 = at(5, 4)
  const due = said({ now: now2, identities: [seenRow({ cell: proving, state: 'due', tone: 'active' })], services, ...sight(inRound(5)) })
  expect(rowOf(due)).toMatchObject({ state: 'due-stopped', tone: 'warn' })
})

test('data that no proof can come of outrank work in progress', () => {
  const finding = { id: 'service-data-incomplete', verdict: 'fail', evidence: '{}', values: { path: '/post/a1' } } as const
  const row = seenRow({ cell: { ...proving, operator: 'k2pow' }, state: 'k2pow', tone: 'active' })
  const spoken = said({ now: at(5, 4), identities: [row], services: [serviceRow({ findings: [finding] })], ...sight(inRound(5)) })
  expect(rowOf(spoken)).toMatchObject({ state: 'data-broken', tone: 'bad', attention: true })
  expect(spoken.alerts).toHaveLength(1)
  expect(spoken.alerts[0]).toMatchObject({ id: 'service-a1', identities: [idOf(1)] })
})

test('a state that the rules put in the place of the seen one does not wear the time of that one', () => {
  const finding = { id: 'next-start-refused-key-defective', verdict: 'fail', evidence: '', values: { file: 'b1.key' } } as const
  const row = seenRow({ since: at(5, 0) as never })
  const now = at(5, 1)
  const since = (findings: readonly (typeof finding)[]) =>
    rowOf(said({ now, identities: [row], nodes: [answers(now, { findings: [...findings] })], ...sight(inRound(5)) })).since
  expect(since([])).toBe(at(5, 0))
  expect(since([finding])).toBeNull()
})

test('a failing finding of a node is one alert and marks all its rows', () => {
  const finding = { id: 'next-start-refused-key-defective', verdict: 'fail', evidence: '', values: { file: 'b1.key' } } as const
  const two = [seenRow(), seenRow({ id: idOf(2), name: 'b1', service: null, state: 'key-defective-loaded', tone: 'bad' })]
  const now = at(5, 1)
  const spoken = said({ now, identities: two, nodes: [answers(now, { findings: [finding] })], ...sight(inRound(5)) })
  expect(spoken.alerts).toMatchObject([{ id: 'findings-home', tone: 'bad', identities: [idOf(1), idOf(2)] }])
  expect(spoken.identities.map(({ state, attention }) => [state, attention])).toEqual([
    ['start-refused', true],
    ['key-defective-loaded', true],
  ])
  expect(spoken.verdict.needs).toBe(2)
})

test('warnings are told once, and are no alert any more when they were seen', () => {
  const finding = { id: 'key-open-to-others', verdict: 'warn', evidence: 'x', values: { file: 'a1.key' } } as const
  const now = at(5, 1)
  const book = createEpochBook(null)
  const scene = { now, identities: [seenRow()], nodes: [answers(now, { findings: [finding] })], book, ...sight(inRound(5)) }
  const [warning] = said(scene).alerts
  expect(warning).toMatchObject({ tone: 'idle', acknowledge: true, identities: [] })
  book.seeAlert(warning?.id ?? '')
  expect(said(scene).verdict.calm).toBe(true)
})

test.each<[string, Partial<NodeRow>, string]>([
  ['ended', { reach: 'silent', slot: slot('ended') }, 'node-ended'],
  ['stopped', { reach: 'silent', slot: slot('stopped') }, 'node-stopped'],
  ['silent', { reach: 'silent' }, 'node-silent'],
  ['never heard', { reach: 'silent', seenAt: null }, 'node-never'],
  ['unknown for a minute', { reach: 'unknown', seenAt: null }, 'node-unknown'],
])('a node that is %s is one alert for all its rows', (_what, part, words) => {
  const now = at(5, 1)
  const rows = [1, 2, 3].map((index) =>
    seenRow({ id: idOf(index), service: null, state: 'node-silent', cell: { ...proving, post: 'unreachable' } }),
  )
  const spoken = said({ now, identities: rows, nodes: [answers(now, part)], services: [], ...sight() })
  expect(spoken.alerts).toHaveLength(1)
  expect(spoken.alerts[0]).toMatchObject({ id: 'node-home', words, identities: rows.map(({ id }) => id) })
  expect(spoken.verdict).toMatchObject({ calm: false, needs: 3 })
})

test('unknown from the first look on counts after a minute', () => {
  const row = seenRow({ node: null, service: null, state: 'nothing-known' })
  const at50 = said({ now: 50_000, identities: [row], lookedSince: 0, ...sight() })
  expect([at50.verdict.needs, at50.verdict.calm]).toEqual([0, false])
  expect(at50.nextAt).toBe(60_000)
  expect(said({ now: 60_000, identities: [row], lookedSince: 0, ...sight() }).verdict.needs).toBe(1)
})

test('a move that waits is counted once, and the rows that it stopped say so', () => {
  const batch = {
    batch: 'b1',
    identity: idOf(1),
    identityName: 'a1',
    source: name('home'),
    target: name('attic'),
    activity: 'needs-resume',
  } as BatchRow
  const now = at(5, 1)
  const rows = [
    seenRow({ state: 'held-by-migration', overlay: 'held-by-migration' }),
    seenRow({ id: idOf(2), name: 'b1', service: null, state: 'node-silent', cell: { ...proving, post: 'unreachable' } }),
  ]
  const spoken = said({ now, identities: rows, nodes: [answers(now, { reach: 'silent' })], batches: [batch], ...sight() })
  expect(spoken.alerts).toMatchObject([{ id: 'move-b1', words: 'move-needs-you', identities: [idOf(1), idOf(2)] }])
  expect(spoken.identities.map(({ state }) => state)).toEqual(['held-by-migration', 'stopped-by-move'])
})

test('a move whose memory is lost: one alarm, and the row of its identity asks because of it', () => {
  const move: LostMove = {
    id: 'b1',
    why: 'journal-missing',
    detail: '',
    identity: idOf(1),
    name: 'a1',
    from: name('home'),
    to: name('attic'),
    found: [],
    held: [],
    letGoWords: null,
    letGoClosed: null,
  }
  const rows = [seenRow({ state: 'nothing-known' })]
  const spoken = said({ now: at(5, 1), identities: rows, lostMoves: [move], ...sight() })
  expect(spoken.alerts).toMatchObject([{ id: 'move-b1', words: 'move-lost', tone: 'bad', route: '#/migrate/b1', identities: [idOf(1)] }])
  expect(spoken.identities).toMatchObject([{ state: 'held-by-migration', attention: true, act: { do: 'open', route: '#/migrate/b1' } }])
  expect(spoken.verdict.calm).toBe(false)
  const holds: LostMove = { ...move, id: 'holds', why: 'holds-unreadable', identity: null }
  expect(said({ now: at(5, 1), identities: [], lostMoves: [holds] }).alerts).toMatchObject([{ id: 'move-holds', words: 'moves-lost' }])
})

test('each identity is judged by its own node’s clock, and the one that matters next is on the band', () => {
  const other = { ...clock, key: 'other', node: name('attic'), nodes: [name('attic')], phaseShiftMs: 12 * minute, cycleGapMs: 3 * minute }
  const now = at(5, 4)
  const rows = [seenRow(), seenRow({ id: idOf(2), name: 'b1', node: name('attic'), service: null })]
  const spoken = said({
    now,
    identities: rows,
    clocks: new Map([
      [clock.key, clock],
      ['other', other],
    ]),
    ofNode: new Map([
      [name('home'), clock.key],
      [name('attic'), 'other'],
    ]),
    ...sight(inRound(5)),
  })
  expect(spoken.identities.map(({ clock: key }) => key)).toEqual(['demo', 'other'])
  expect(spoken.epoch?.key).toBe('demo')
  expect(spoken.nextAt).toBe(now + minute + 1)
  expect(said({ now: at(5, 8.5), identities: rows, ...sight(inRound(5)) }).nextAt).toBe(at(5, 9))
})

test('before the gap nothing is lost yet: a trouble’s first loss is at the soft deadline', () => {
  const now = at(5, 1)
  const nodes = [answers(now, { reach: 'silent', slot: slot('ended') })]
  const { alerts } = said({ now, identities: [seenRow({ state: 'node-silent' })], nodes, ...sight(inRound(5)) })
  expect(alerts[0]).toMatchObject({ words: 'node-ended', costEpochs: 2 })
  expect(alerts[0]?.deadline).toBeGreaterThan(at(5, 3))
})

test('of a node that has just been started nobody says that it was looked at for long', () => {
  const now = at(5, 1)
  const fresh = (seconds: number) => [nodeRow({ reach: 'unknown', seenAt: null, slot: begun(now - seconds * 1_000) })]
  expect(said({ now, nodes: fresh(8), lookedSince: now - 10 * minute }).alerts).toEqual([])
  expect(said({ now, nodes: fresh(61), lookedSince: now - 10 * minute }).alerts).toMatchObject([{ words: 'node-unknown' }])
})

test('a service that does not reach its node is not told beside a node that is down or starts, and is told beside one that runs', () => {
  const now = at(5, 1)
  const finding = { id: 'service-running-node-unreachable', verdict: 'warn', evidence: 'x', values: { address: '' } } as const
  const services = [serviceRow({ findings: [finding] })]
  const causes = (node: Partial<NodeRow>) => said({ now, services, nodes: [nodeRow(node)] }).alerts.map(({ id }) => id.split('-')[0])
  expect(causes({ reach: 'silent', slot: slot('ended') })).toEqual(['node'])
  expect(causes({ slot: begun(now - 5_000) })).toEqual([])
  expect(causes({ slot: begun(now - 61_000) })).toEqual(['warning'])
  expect(causes({})).toEqual(['warning'])
})

test('an old copy that is back asks before all else; once gone, it asks until a person has seen it', () => {
  const now = at(5, 1)
  const copy = { path: '/home/identities/a1.key', since: at(5, 0), here: true, told: true }
  const back = said({ now, identities: [seenRow({ state: 'key-returned', overlay: 'key-returned', tone: 'bad' })], ...sight(inRound(5)) })
  expect(rowOf(back)).toMatchObject({ state: 'key-returned', tone: 'bad', attention: true })
  expect(back.alerts[0]).toMatchObject({ words: 'key-returned', tone: 'bad', acknowledge: false })

  const gone = { identity: () => ({ ...sight(inRound(5)).identity(), returned: [{ ...copy, here: false }] }) }
  const book = createEpochBook(null)
  const left = said({ now, identities: [seenRow()], book, ...gone })
  expect(left.alerts[0]).toMatchObject({ words: 'key-was-returned', tone: 'bad', acknowledge: true })
  book.seeAlert(left.alerts[0]?.id ?? '')
  expect(said({ now, identities: [seenRow()], book, ...gone }).alerts).toEqual([])
  const untold = { identity: () => ({ ...sight(inRound(5)).identity(), returned: [{ ...copy, here: false, told: false }] }) }
  expect(said({ now, identities: [seenRow()], ...untold }).alerts).toEqual([])
})
