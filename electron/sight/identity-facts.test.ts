import { expect, test } from 'vitest'
import type { Bytes, Epoch } from '../contract/model/basics.ts'
import { plus } from '../time/index.ts'
import { settle } from './identity-facts.ts'
import { timelineLimit } from './identity-memory.ts'
import { newRigMemory, see } from './rig-memory.ts'
import {
  entry,
  event,
  far,
  healthy,
  home,
  id,
  idle,
  keys,
  later,
  listing,
  lists,
  operator,
  rigOf,
  row,
  service,
  services,
  slot,
  start,
  twin,
} from './testing/one-identity.ts'

test('one key, one place: in order', () =>
  expect(row(healthy())).toMatchObject({ state: 'waiting', cell: { key: 'ok' }, node: 'home', name: 'a1' }))

test('one key at two places is twice: two folders, two names, or memory here and a file there', () => {
  const twoFolders = healthy()
  keys(twoFolders, far, [entry()])
  expect(row(twoFolders)).toMatchObject({ state: 'key-twice-loaded' })

  const twoNames = healthy()
  keys(twoNames, home, [entry(), entry({ name: 'b.key' })])
  expect(row(twoNames).cell.key).toBe('duplicate')

  const memoryAndFile = healthy()
  keys(memoryAndFile, home, [entry({ name: 'a1.key.moved-1', place: 'retired' })])
  keys(memoryAndFile, far, [entry()])
  expect(row(memoryAndFile).cell.key).toBe('duplicate')

  const retired = healthy()
  keys(retired, far, [entry({ name: 'a1.key.moved-1', place: 'retired' })])
  expect(row(retired).cell.key).toBe('ok')
})

test('a file that became defective under a running node is known by the name it had', () => {
  const rig = healthy()
  keys(rig, home, [entry({ id: null, defect: 'newline-at-end', detail: '129 bytes' })])
  expect(row(rig)).toMatchObject({ state: 'key-defective-loaded', keyFiles: [{ state: 'defective', defect: 'newline-at-end' }] })
})

test('a node whose folder is not on this machine proves by listing it that it has the key', () => {
  const rig = rigOf()
  lists(rig, far, 'idle')
  expect(row(rig)).toMatchObject({ cell: { key: 'ok' }, node: 'far' })
})

test('another program on the operator address: not JSON of a service, what is proven to be another service, two services on one address', () => {
  const web = healthy()
  operator(web, { kind: 'garbled', detail: 'HTTP 404' })
  expect(row(web)).toMatchObject({ state: 'foreign-service', tone: 'odd', cell: { operator: 'foreign' } })

  const another = healthy()
  const finding = { id: 'service-operator-of-another' as const, verdict: 'warn' as const, evidence: '', values: {} }
  services(another, [slot('stopped', { findings: [finding] })])
  operator(another, idle)
  expect(row(another).cell.operator).toBe('foreign')

  // Our own runs, and listens somewhere else or nowhere: what answers in its place is nobody's word.
  for (const id of ['service-operator-not-ours', 'service-running-operator-port-taken-silently'] as const) {
    const silent = healthy()
    services(silent, [slot('running', { findings: [{ ...finding, id }] })])
    operator(silent, idle)
    expect(row(silent).cell.operator).toBe('foreign')
  }

  const shared = healthy('idle', true)
  operator(shared, idle)
  expect(row(shared).cell.operator).toBe('foreign')
  services(shared, [slot('running'), slot('stopped', { name: twin, identity: null })])
  expect(row(shared).cell.operator).toBe('idle')
})

test('what answers for a service that does not run here is the service, running elsewhere', () => {
  const rig = healthy()
  services(rig, [slot('stopped')])
  operator(rig, idle)
  expect(row(rig)).toMatchObject({ state: 'waiting', cell: { operator: 'idle' } })
  const remote = healthy('proving')
  services(remote, [slot('external')])
  operator(remote, { kind: 'answer', value: { kind: 'proving', nonces: { start: 0, end: 16 }, position: 9 as Bytes } })
  expect(row(remote).state).toBe('reading')
})

test('a running service that its node does not take is not waiting well; one at work was taken', () => {
  const connection = { state: 'not-connected', since: start as never, reason: 'wrong-listener', dials: 'a:2' } as const
  const rig = healthy()
  services(rig, [slot('running', { connection })])
  expect(row(rig, start + 10_000).overlay).toBeNull()
  expect(row(rig, start + 20_000)).toMatchObject({ state: 'not-connected', tone: 'warn' })
  const failed = { id: 'service-wrong-listener' as const, verdict: 'fail' as const, evidence: '', values: {} }
  services(rig, [slot('external', { findings: [failed] })])
  expect(row(rig, start + 20_000).state).toBe('not-connected')
  services(rig, [slot('stopped', { connection })])
  expect(row(rig, start + 20_000).overlay).toBeNull()
})

test('a service that lost its node while that was down has its time once the node answers again', () => {
  const connection = { state: 'not-connected', since: (start - 60_000) as never, reason: 'unreachable', dials: 'a:1' } as const
  const rig = healthy()
  services(rig, [slot('running', { connection })])
  expect(row(rig, start + 11_000).overlay).toBeNull()
  expect(row(rig, start + 20_000).state).toBe('not-connected')
})

test('a stopped service is off, also when its last answer is still in the air; one that breaks off is not foreign', () => {
  const rig = healthy()
  operator(rig, idle, later)
  services(rig, [slot('stopped')], later)
  expect(row(rig).cell.operator).toBe('off')
  // It has an address, so "no address" would be untrue.
  expect(row(rig).evidence.find(({ source }) => source === 'operator')?.says).toBe('stopped')
  const breaking = healthy()
  operator(breaking, { kind: 'garbled', detail: 'ECONNRESET' })
  expect(row(breaking).cell.operator).toBe('unreachable')
})

test('a service at a node that does not have the key', () => {
  const rig = healthy('proving')
  operator(rig, idle)
  services(rig, [slot('running', { address: 'http://a:2' })])
  expect(row(rig)).toMatchObject({ overlay: 'registered-unasked', state: 'registered-unasked' })
  lists(rig, far, 'idle')
  expect(row(rig).overlay).toBeNull()
})

test('a move holds its identities and the services of its slots', () => {
  const rig = healthy()
  see(rig, { source: 'holds', at: later, ids: new Set([id]) })
  expect(row(rig).overlay).toBe('held-by-migration')
  see(rig, { source: 'holds', at: later, ids: new Set() })
  expect(row(rig).overlay).toBeNull()
  services(rig, [slot('stopped', {}, 'batch')])
  expect(row(rig).overlay).toBe('held-by-migration')
})

test('events of a life that ended: a start and a failure are forgotten, what was published stays', () => {
  for (const [kind, state] of [
    ['post-start', 'waiting'],
    ['post-failed', 'waiting'],
    ['atx-published', 'published'],
  ] as const) {
    const rig = healthy()
    see(rig, { source: 'events', node: home, at: start, events: [event(kind, start)] })
    see(rig, { source: 'post-states', node: home, at: start + 1, answer: { kind: 'silent', detail: '' } })
    see(rig, { source: 'post-states', node: home, at: start + 2, answer: listing('idle') })
    expect(row(rig).state).toBe(state)
  }
})

test('speed and end of a pass; each pass begins anew with its k2pow', () => {
  const rig = healthy('proving')
  const gib = 2 ** 30
  see(rig, {
    source: 'data',
    service,
    at: start,
    data: { identity: id, numUnits: 4, sizeBytes: (4 * gib) as Bytes, disk: '/disk', diskName: 'Big blue', copies: [] },
  })
  const at = (seconds: number, position: number, from = 0) =>
    operator(
      rig,
      { kind: 'answer', value: { kind: 'proving', nonces: { start: from, end: from + 16 }, position: position as Bytes } },
      later + seconds * 1_000,
    )
  at(0, 0)
  expect(row(rig, later)).toMatchObject({ state: 'k2pow', progress: { phase: 'k2pow', pass: 1, bytesPerSecond: null } })
  at(2, gib)
  at(4, 2 * gib)
  const reading = row(rig, later + 4_000)
  expect(reading).toMatchObject({
    state: 'reading',
    disk: '/disk',
    diskName: 'Big blue',
    progress: { positionBytes: 2 * gib, bytesPerSecond: gib / 2, expectedAt: later + 8_000 },
  })
  at(6, 0, 16)
  expect(row(rig, later + 6_000).progress).toMatchObject({ phase: 'k2pow', pass: 2, bytesPerSecond: null, expectedAt: null })
})

test('what the network knows: an ATX found is the last one, an older one is said to be older, none proves nothing', () => {
  const rig = healthy()
  const told = (from: Epoch, publishEpoch: Epoch | null) =>
    see(rig, {
      source: 'atxs',
      node: home,
      at: later,
      asked: [id],
      epochs: { from, to: plus(from, 1) },
      atxs: publishEpoch === null ? [] : [{ id: 'a', smesher: id, publishEpoch, coinbase: 'x1', numUnits: 1 }],
    })
  const network = () => row(rig).evidence.find(({ source }) => source === 'network')
  expect(network()).toBeUndefined()
  told(3 as Epoch, null)
  expect(network()).toMatchObject({ says: 'no-atx', tone: 'idle' })
  told(3 as Epoch, 4 as Epoch)
  expect(row(rig).lastAtx).toEqual({ publishEpoch: 4, at: null })
  expect(network()).toMatchObject({ says: 'atx-of', value: '4', tone: 'good' })
  told(7 as Epoch, null)
  expect(network()).toMatchObject({ says: 'last-atx-of', value: '4', tone: 'idle' })
})

test('a hundred thousand events leave a bounded timeline, and are grouped in no time', () => {
  const rig = healthy()
  const events = Array.from({ length: 100_000 }, (_, at) => event(at % 2 === 0 ? 'post-start' : 'post-complete', at))
  const began = performance.now()
  see(rig, { source: 'events', node: home, at: later, events })
  expect(performance.now() - began).toBeLessThan(1_000)
  expect(rig.identities.get(id)?.timeline.length).toBeLessThanOrEqual(2 * timelineLimit)
})

test('values older than three polls are marked, and a silent node has its last word with its age', () => {
  const rig = healthy()
  operator(rig, idle, start)
  const bySource = (now: number) => Object.fromEntries(row(rig, now).evidence.map(({ source, stale }) => [source, stale]))
  expect(bySource(start + 15_000)).toMatchObject({ 'post-states': false, operator: false, key: false })
  expect(bySource(start + 45_001)).toMatchObject({ 'post-states': true, operator: true, key: true })
})

const timed = <const T>(value: T, since: number, at: number) => ({ value, since, at })
test.each([
  {
    what: 'the proof was ended after the service was last asked',
    said: { post: timed('idle', 10, 10), operator: timed('reading', 1, 9) },
    expected: { post: 'idle', operator: 'idle' },
  },
  {
    what: 'the service began after the node was last asked',
    said: { post: timed('idle', 1, 9), operator: timed('k2pow', 10, 10) },
    expected: { post: 'proving', operator: 'k2pow' },
  },
  {
    what: 'both were heard since: they do disagree',
    said: { post: timed('idle', 1, 11), operator: timed('k2pow', 10, 10) },
    expected: { post: 'idle', operator: 'k2pow' },
  },
  {
    what: 'PostStates was faster than the event that says how it ended',
    said: { post: timed('idle', 10, 10), operator: timed('idle', 10, 10), event: timed('post_start', 5, 5) },
    expected: { post: 'proving', operator: 'done' },
  },
  {
    what: 'no event came for seconds: how it ended was not observed',
    said: { post: timed('idle', 10, 5_000), operator: timed('idle', 10, 10), event: timed('post_start', 5, 5) },
    expected: { post: 'idle', event: 'post_start' },
  },
  {
    what: 'the proof was collected since PostStates was asked',
    said: { post: timed('proving', 1, 9), operator: timed('idle', 10, 10) },
    expected: { post: 'proving', operator: 'done' },
  },
])('$what', ({ said, expected }) => expect(settle({ operatorBefore: 'done', event: null, ...said })).toMatchObject(expected))

test('a poll that hears the same again changes no row within five seconds; a new word is never older than it is', () => {
  const rig = rigOf()
  const polled = (afterMs: number, state: 'idle' | 'proving') => {
    see(rig, { source: 'post-states', node: far, at: start + afterMs, answer: listing(state) })
    return row(rig)
  }
  const heard = (shown: ReturnType<typeof row>) => (shown.evidence.find(({ source }) => source === 'post-states')?.at ?? Number.NaN) - start
  polled(0, 'idle')
  const [first, again] = [polled(6_000, 'idle'), polled(6_999, 'idle')]
  expect(again).toEqual(first)
  expect(heard(first)).toBeGreaterThan(1_000)
  expect(heard(first)).toBeLessThanOrEqual(6_000)
  expect(heard(polled(60_000, 'idle'))).toBeGreaterThan(54_000)
  expect(heard(polled(61_234, 'proving'))).toBe(61_234)
})

test('a service on another machine: whom it proves for says its entry, and its operator address and its node say the rest', () => {
  const rig = newRigMemory({
    nodes: [{ name: home, place: { dataFolder: '/data', addresses: { public: null, private: 'a:9', post: 'a:1' }, simulated: false } }],
    services: [{ name: service, dataFolder: null, node: home, operatorAddress: 'far:5', identity: id }],
  })
  keys(rig, home, [entry()])
  lists(rig, home, 'proving')
  const slotOfFar = (state: 'elsewhere' | 'external') => services(rig, [slot(state, { dataFolder: null })])
  slotOfFar('elsewhere')
  operator(rig, { kind: 'silent', detail: 'ECONNREFUSED' })
  expect(row(rig)).toMatchObject({ service, dataFolder: null, disk: null, state: 'due-service-silent' })
  slotOfFar('external')
  operator(rig, { kind: 'answer', value: { kind: 'proving', nonces: { start: 0, end: 16 }, position: 4 } } as never)
  expect(row(rig)).toMatchObject({ state: 'reading', cell: { operator: 'reading' } })
})
