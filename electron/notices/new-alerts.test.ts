import { expect, test } from 'vitest'
import type { Alert } from '../contract/model/rig.ts'
import { heard as heardAt, type Told, tellIn, wereTold } from '../contract/new-alerts.ts'

const alert = (id: string, part: Partial<Alert> = {}): Alert => ({
  id,
  risk: 'node-down',
  over: null,
  atLeast: false,
  evidence: [],
  tone: 'warn',
  words: 'node-silent',
  values: {},
  since: 1 as Alert['since'],
  route: null,
  act: null,
  deadline: null,
  costEpochs: null,
  rank: 0,
  identities: [],
  acknowledge: false,
  ...part,
})
const of = (...alerts: Alert[]) => Object.fromEntries(alerts.map((one) => [one.id, one]))
type Heard = [before: Told | null, alerts: Readonly<Record<string, Alert>>, now: number, threshold?: 'all' | 'needs' | 'red']
const heard = (...[before, alerts, now, threshold = 'needs']: Heard) => heardAt(before, { alerts, threshold }, now)
const ids = ({ waiting }: { waiting: readonly Alert[] }) => waiting.map(({ id }) => id)

test('what was open before anybody looked is old; what comes is new, once, the worst first', () => {
  const first = heard(null, of(alert('a')), 0)
  expect(tellIn(first, 0)).toBeNull()
  const next = heard(first, of(alert('a'), alert('c', { rank: 2 }), alert('b', { rank: 1 })), 1)
  expect(ids(next)).toEqual(['b', 'c'])
  expect(tellIn(next, 1)).toBe(0)
  expect(ids(heard({ ...next, waiting: [] }, of(alert('a'), alert('b')), 2))).toEqual([])
})

test('what tells of work, and what is over before it was told, calls nobody', () => {
  const first = heard(null, {}, 0)
  expect(ids(heard(first, of(alert('a', { tone: 'active' }), alert('b', { tone: 'idle' })), 1))).toEqual([])
  const waits = heard(first, of(alert('c')), 1)
  expect(ids(heard(waits, {}, 2))).toEqual([])
})

test('one that comes again soon is the same; after ten minutes it is new', () => {
  const told = { ...heard(heard(null, {}, 0), of(alert('a')), 1), waiting: [] }
  const gone = heard(told, {}, 2)
  expect(ids(heard(gone, of(alert('a')), 500_000))).toEqual([])
  expect(ids(heard(gone, of(alert('a')), 600_002))).toEqual(['a'])
})

test('one that stays open for hours is told once', () => {
  const told = { ...heard(heard(null, {}, 0), of(alert('a')), 1), waiting: [] }
  expect(ids(heard(told, of(alert('a'), alert('b')), 9_000_000))).toEqual(['b'])
})

test('at most one notice a minute', () => {
  const told = { ...heard(heard(null, {}, 0), of(alert('a')), 0), waiting: [], shownAt: 0 }
  const next = heard(told, of(alert('a'), alert('b')), 20_000)
  expect(tellIn(next, 20_000)).toBe(40_000)
  expect(tellIn(next, 70_000)).toBe(0)
})

test('one that asked for nobody is told once it does, and one that is over before it was told is not', () => {
  const calm = heard(heard(null, {}, 0), of(alert('a', { tone: 'idle' })), 1)
  expect(tellIn(calm, 1)).toBeNull()
  const loud = heard(calm, of(alert('a')), 2)
  expect(ids(loud)).toEqual(['a'])
  expect(ids(heard(loud, of(alert('a', { tone: 'idle', over: 3 as Alert['since'] })), 3))).toEqual([])
})

test('one that becomes another danger, or a worse one, is told at once; one that becomes less bad, or comes back, is not', () => {
  const first = heard(heard(null, {}, 0), of(alert('a', { risk: 'service-missing' })), 1)
  const told = wereTold(first, first.waiting, 1)
  expect(told.waiting).toEqual([])
  const banned = heard(told, of(alert('a', { risk: 'banned', tone: 'bad' })), 2)
  expect(banned.waiting.map(({ risk }) => risk)).toEqual(['banned'])
  const after = wereTold(banned, banned.waiting, 2)
  expect(ids(heard(after, of(alert('a', { risk: 'service-missing' })), 3))).toEqual([])
  const worse = heard(told, of(alert('a', { risk: 'service-missing', tone: 'bad' })), 2)
  expect(ids(worse)).toEqual(['a'])
  const calmer = wereTold(worse, worse.waiting, 2)
  expect(ids(heard(calmer, of(alert('a', { risk: 'service-missing' })), 3))).toEqual([])
})

test('one that becomes worse while it is being told still waits, once', () => {
  const first = heard(heard(null, {}, 0), of(alert('a')), 1)
  const worse = heard(first, of(alert('a', { tone: 'bad', risk: 'key-twice' })), 2)
  expect(worse.waiting.map(({ risk }) => risk)).toEqual(['key-twice'])
  expect(ids(wereTold(worse, first.waiting, 3))).toEqual(['a'])
  expect(ids(wereTold(worse, worse.waiting, 3))).toEqual([])
})

test('who wants red ones alone hears of no others until they are red; who wants all hears of work too', () => {
  const none = heard(null, {}, 0, 'red')
  const amber = heard(none, of(alert('a')), 1, 'red')
  expect(ids(amber)).toEqual([])
  expect(ids(heard(amber, of(alert('a', { tone: 'bad' })), 2, 'red'))).toEqual(['a'])
  const works = heard(heard(null, {}, 0, 'all'), of(alert('a', { tone: 'active' }), alert('b', { tone: 'idle', rank: 1 })), 1, 'all')
  expect(ids(works)).toEqual(['a', 'b'])
  expect(ids(heard(wereTold(works, works.waiting, 1), of(alert('a')), 2, 'all'))).toEqual(['a'])
})
