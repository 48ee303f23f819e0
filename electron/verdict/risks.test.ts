import { describe, expect, test } from 'vitest'
import type { Check, Epoch, Instant, Layer } from '../contract/model/basics.ts'
import type { CertificateRow } from '../contract/model/certificate.ts'
import type { IdentityRow } from '../contract/model/identity.ts'
import type { Alert, NodeRow } from '../contract/model/rig.ts'
import { type RiskId, riskIds } from '../contract/model/risk-id.ts'
import { slotOf } from '../processes/testing/slot-of.ts'
import { newEpochEvidence } from '../sight/epoch-evidence.ts'
import type { IdentitySight } from '../sight/index.ts'
import { createEpochBook } from './epoch-book.ts'
import { newJudged } from './judged.ts'
import { risks } from './risks.ts'
import { at, clock, idOf, minute, name, nodeRow, type Said, type Scene, said, seenRow, serviceRow } from './testing/small-rig.ts'

type Part = Omit<Scene, 'now'>

const finding = (id: Check['id'], verdict: Check['verdict'] = 'warn', values: Check['values'] = {}): Check => ({
  id,
  verdict,
  evidence: '',
  values,
})
const node = (part: Partial<NodeRow>): Part => ({ nodes: [nodeRow({ identities: [idOf(1)], ...part })] })
const inRound = (...epochs: number[]) => ({ ...newEpochEvidence(), registered: new Set(epochs as Epoch[]) })
const sight = (epochs = inRound(5), part: Partial<IdentitySight> = {}): Part => ({
  identity: () => ({ epochs, unbrokenSince: 0, shownAt: at(5, 0), ...part }),
})
const published = (epoch: number, ...registered: number[]) => {
  const epochs = inRound(...registered)
  epochs.atxs.set(epoch as Epoch, { at: at(epoch, 5), seenAt: at(epoch, 5) })
  return epochs
}
const row = (part: Parameters<typeof seenRow>[0]): Part => ({ identities: [seenRow(part)] })
const idle = { key: 'ok', post: 'idle', operator: 'idle', event: 'none' } as const
const proving = { ...idle, post: 'proving', operator: 'off' } as const
const reads = (index: number, expectedAt: number | null) =>
  seenRow({
    id: idOf(index),
    name: `a${index}`,
    disk: 'A',
    state: 'reading',
    tone: 'active',
    cell: { ...proving, operator: 'reading' },
    progress: {
      phase: 'reading',
      nonces: null,
      pass: 1,
      positionBytes: null,
      totalBytes: null,
      bytesPerSecond: 1,
      expectedAt: expectedAt as Instant,
    },
  })
const lostBook = () => createEpochBook(JSON.stringify({ version: 1, identities: { [idOf(1)]: '4:m' }, seen: [] }))
const gone = slotOf({ state: 'ended' })
const behind = { synced: false, peers: 1, currentLayer: 9 as Layer, latestLayer: 9 as Layer, processedLayer: 2 as Layer }
const move = [{ batch: 'b', identity: idOf(1), identityName: 'a1', source: 'home', target: 'x', activity: 'frozen' }] as never

const endingCertificate: CertificateRow = {
  key: 'node /c.pem',
  role: 'node',
  node: name('home'),
  of: 'home',
  path: '/c.pem',
  keyPath: null,
  authorityPath: null,
  names: [],
  from: null,
  until: null,
  number: 1,
  replaced: false,
  usedBy: [],
  checks: [finding('certificate-ends-soon')],
}

/** For each rule: what makes it so, from when on; all else is in order. What ends it is the rig as it is without. */
const so: Readonly<Record<RiskId, { readonly from: number; readonly part: Part; readonly without?: Part }>> = {
  banned: { from: at(5, 1), part: row({ state: 'banned', tone: 'bad', overlay: 'banned' }) },
  'key-twice': { from: at(5, 1), part: row({ state: 'key-twice', tone: 'bad' }) },
  'key-unusable': { from: at(5, 1), part: row({ state: 'key-defective', tone: 'bad' }) },
  certificate: { from: at(5, 1), part: { certificates: [endingCertificate] } },
  'key-open': { from: at(5, 1), part: node({ findings: [finding('key-open-to-others')] }) },
  'next-start': { from: at(5, 1), part: node({ findings: [finding('next-start-creates-local-key')] }) },
  'node-down': { from: at(5, 1), part: { ...row({ state: 'node-silent' }), ...node({ reach: 'silent', slot: gone }) } },
  'not-synced': { from: at(5, 0), part: node({ sync: behind }) },
  'clock-off': { from: at(5, 1), part: node({ findings: [finding('clock-off')] }) },
  'coinbase-missing': { from: at(5, 1), part: node({ findings: [finding('coinbase-missing-services-refused')] }) },
  'disk-floor': { from: at(5, 1), part: node({ findings: [finding('disk-floor')] }) },
  'rows-gone': {
    from: at(5, 1),
    part: {
      ...node({ reach: 'silent', slot: gone }),
      ...sight(inRound(5), { rows: { node: name('home'), at: 0, tables: ['post', 'challenge'], lost: [] } }),
    },
  },
  'service-missing': {
    from: at(5, 4),
    part: { ...row({ cell: proving, state: 'due', tone: 'active' }), services: [serviceRow({}, { state: 'stopped' })] },
  },
  'service-wrong': { from: at(5, 1), part: row({ state: 'registered-unasked', tone: 'warn' }) },
  'proof-broken': { from: at(5, 4), part: row({ state: 'proof-failed', tone: 'bad', cell: { ...proving, event: 'failed' } }) },
  'two-readers': { from: at(5, 4), part: { identities: [reads(1, at(5, 5)), reads(2, at(5, 9.5))] } },
  'stopped-asking': {
    from: at(5, 4),
    part: row({ cell: idle }),
    without: { ...row({ cell: { ...proving, operator: 'reading' }, state: 'reading' }) },
  },
  'atx-overdue': {
    from: at(5, 4),
    part: row({ state: 'accepted', tone: 'good', cell: { ...idle, event: 'complete' } }),
    without: sight(published(5, 5)),
  },
  late: {
    from: at(5, 11),
    part: row({ cell: { ...proving, operator: 'reading' }, state: 'reading', tone: 'active' }),
    without: sight(published(5, 5)),
  },
  'not-registered': { from: at(5, 9.6), part: sight(published(5, 5)), without: sight(published(5, 5, 6)) },
  lost: { from: at(5, 1), part: { book: lostBook() } },
  move: { from: at(5, 1), part: { batches: move } },
  unknown: { from: at(5, 1), part: { ...row({ node: null, service: null, state: 'nothing-known' }), nodes: [] } },
  unread: { from: at(5, 1), part: node({ findings: [finding('config-not-readable', 'unknown')] }) },
}

/** A rig that is looked at again and again; what was told before is remembered, as the mirror does. */
function watched() {
  const judged = newJudged()
  const waiting = new Map<string, number>()
  let before: Readonly<Record<string, Alert>> = {}
  return (now: number, part: Part = {}): Said => {
    const healthy = { ...node({}), ...row({ cell: idle }), ...sight(), ...part }
    const nodes = (healthy.nodes ?? []).map((one) => ({ ...one, seenAt: now as Instant }))
    const spoken = said({ ...healthy, nodes, now, judged, waiting, before, lookedSince: at(5, 0) - 10 * minute })
    before = Object.fromEntries(spoken.alerts.map((alert) => [alert.id, alert]))
    return spoken
  }
}
const told = ({ alerts }: Said, risk: RiskId): Alert | undefined => alerts.find((alert) => alert.risk === risk)

describe.each(riskIds)('%s', (risk) => {
  const { from, part, without = {} } = so[risk]
  const { holdMs, calmMs } = risks[risk]
  test('comes once it has been so for its hold, with one act, and goes once it was over for its calm', () => {
    const look = watched()
    if (holdMs > 0) {
      const held = look(from, part)
      expect(told(held, risk)).toBeUndefined()
      expect(held.verdict.calm).toBe(false)
      expect(held.nextAt).toBeLessThanOrEqual(from + holdMs)
      expect(told(look(from + holdMs - 1, part), risk)).toBeUndefined()
    }
    const open = told(look(from + holdMs, part), risk)
    expect(open).toMatchObject({ over: null })
    expect(open?.acknowledge === true || open?.act !== null).toBe(true)
    const over = from + holdMs + 1_000
    if (calmMs > 0) {
      expect(told(look(over, without), risk)).toMatchObject({ over, act: null, identities: [], tone: 'idle' })
      expect(told(look(over + calmMs - 1, without), risk)).toMatchObject({ over, since: from + holdMs })
    }
    expect(told(look(over + calmMs, without), risk)).toBeUndefined()
  })
  test('is told of this alone: without it nothing of the kind is said', () => {
    expect(told(watched()(from, without), risk)).toBeUndefined()
  })
})

test('what is over and stays for a while hides no doubt', () => {
  const before = said({ now: at(5, 1), ...node({ reach: 'silent' }) })
  const unread = node({ seenAt: at(5, 1) as Instant, findings: [finding('source-fault', 'unknown')] })
  const over = said({ now: at(5, 1) + 1_000, ...unread, before: Object.fromEntries(before.alerts.map((one) => [one.id, one])) })
  expect(over.alerts.map(({ over: since }) => since)).toEqual([at(5, 1) + 1_000])
  expect(over.verdict).toMatchObject({ calm: false, why: 'not-all-readable' })
})

test('what comes back before its hold is over begins anew, and what comes back within its calm is the same alert', () => {
  const look = watched()
  const down = so['node-down'].part
  const first = told(look(at(5, 1), down), 'node-down')
  for (let second = 1; second <= 60; second += 1) {
    const flapping = look(at(5, 1) + second * 1_000, second % 2 === 0 ? down : {})
    expect(flapping.alerts.filter(({ risk }) => risk === 'node-down')).toHaveLength(1)
    expect(told(flapping, 'node-down')).toMatchObject({ since: first?.since })
    expect(flapping.verdict.calm).toBe(false)
  }
  const stuck = watched()
  for (let second = 0; second < 1_200; second += 1)
    expect(told(stuck(at(5, 0) + second * 1_000, second % 500 === 499 ? {} : so['not-synced'].part), 'not-synced')).toBeUndefined()
})

describe('an input that is not known is no proof that all is well', () => {
  const now = at(5, 1)
  const unknown: Readonly<Record<string, Part & { readonly now?: number }>> = {
    'sync of a node': node({ sync: null }),
    'a ban that no node was asked for': row({ ban: { state: 'not-asked', at: null, askedAt: [], silent: [], kind: null } }),
    'a ban that no node could tell': row({ ban: { state: 'asked', at: null, askedAt: [], silent: [name('home')], kind: null } }),
    'a disk that can’t be looked at': node({ findings: [finding('disk-unread', 'unknown')] }),
    'the clock of the gap': { clocks: new Map([[clock.key, { ...clock, phaseShiftMs: null }]]) },
    'whether it registered': { ...sight(published(5, 5), { unbrokenSince: null }), now: at(5, 9.8) },
    'whether it is in the round': sight(newEpochEvidence()),
    'what its next start does': node({ findings: [finding('next-start-unknown', 'unknown')] }),
    'a service’s process': { services: [serviceRow({}, { state: 'unknown' })] },
  }
  test('with all of them known it is calm', () => expect(watched()(now).verdict).toMatchObject({ calm: true, onCourse: 1 }))
  test.each(Object.entries(unknown))('%s', (_what, { now: when = now, ...part }) => {
    const { verdict } = watched()(when, part)
    expect(verdict.calm).toBe(false)
    expect(verdict.why).not.toBeNull()
  })
})

test('two that read from one disk are no risk where both are known to end before the registration begins', () => {
  const look = watched()
  const fits: Part = { identities: [reads(1, at(5, 5)), reads(2, at(5, 8.9))] as IdentityRow[] }
  for (const minutes of [4, 5, 6]) expect(told(look(at(5, minutes), fits), 'two-readers')).toBeUndefined()
})

test('of rows that were read before the node ran again nothing is said', () => {
  const { from, part } = so['rows-gone']
  const ended = (when: number) =>
    node({ reach: 'silent', slot: slotOf({ state: 'ended', lastEnd: { at: when as Instant } as NonNullable<NodeRow['slot']>['lastEnd'] }) })
  const rows = { node: name('home'), at: from - 10_000, tables: [], lost: ['post'] }
  const seen = { ...part, ...sight(inRound(5), { rows }) }
  expect(told(watched()(from, { ...seen, ...ended(from - 20_000) }), 'rows-gone')).toBeDefined()
  expect(told(watched()(from, { ...seen, ...ended(from - 5_000) }), 'rows-gone')).toBeUndefined()
})

test('no alert’s id, which a webhook tells, names a place of this computer', () => {
  const at4 = at(5, 4)
  const disk = '/home/anna/disks'
  const reading = [reads(1, at(5, 5)), reads(2, at(5, 9.5))].map((one) => ({ ...one, disk }))
  const look = watched()
  look(at4, { identities: reading as IdentityRow[] })
  const { alerts } = look(at4 + minute, { identities: reading as IdentityRow[] })
  expect(alerts.some(({ risk }) => risk === 'two-readers')).toBe(true)
  expect(alerts.filter(({ id }) => id.includes('/'))).toEqual([])
  const named = look(at4 + minute, { identities: reading.map((one) => ({ ...one, diskName: 'Blue' })) as IdentityRow[] })
  expect(told(named, 'two-readers')?.values.disk).toBe('Blue')
})

describe('a proof without an ATX', () => {
  const accepted = row({ state: 'accepted', tone: 'good', cell: { ...idle, event: 'complete' } })
  const saidOf = (part: Part, now = at(5, 4)) => told(watched()(now, { ...accepted, ...part }), 'atx-overdue')
  test('of one that is in no round yet is its first one, and no ATX follows it', () => {
    expect(saidOf(sight(inRound(6)))).toBeUndefined()
    expect(saidOf(sight(newEpochEvidence()))).toBeUndefined()
    expect(saidOf(sight(inRound(1), { shownAt: at(0, 1) }), at(0, 4))).toBeUndefined()
  })
  test('is not overdue before the gap has been open for a while, however old the proof is', () => {
    expect(saidOf(sight(inRound(5), { shownAt: at(4, 0) }), at(5, 0.1))).toBeUndefined()
    expect(saidOf(sight(inRound(5), { shownAt: at(4, 0) }))).toBeDefined()
  })
})
