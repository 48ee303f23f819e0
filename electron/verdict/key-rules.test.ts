import { expect, test } from 'vitest'
import type { Check } from '../contract/model/basics.ts'
import type { KeyCopy, KeyRow } from '../contract/model/key-copies.ts'
import { idOf, name, said } from './testing/small-rig.ts'

const now = 1_800_000_000_000
const copy = (node: string | null): KeyCopy => ({
  path: `/${node ?? 'old'}/identities/a.key`,
  sameAs: null,
  place: 'loaded',
  node: node === null ? null : name(node),
  defect: null,
  changedAt: null,
  data: null,
})
const row = (id: Check['id'], verdict: Check['verdict'], copies: readonly KeyCopy[]): KeyRow => ({
  key: idOf(1),
  identity: idOf(1),
  name: 'a',
  checks: [{ id, verdict, evidence: '', values: { one: 'home', other: '/old/identities', folder: '/post' } }],
  copies: [...copies],
})
const alertsOf = (keys: readonly KeyRow[]) => {
  const { alerts, verdict } = said({ now, keys })
  return {
    calm: verdict.calm,
    alerts: alerts.filter(({ words }) => words.startsWith('key-')).map(({ words, tone, route }) => [words, tone, route]),
  }
}

test('a key that a folder nobody knows would load as well is no calm', () => {
  const twice = row('key-loadable-twice', 'fail', [copy('home'), copy(null)])
  expect(alertsOf([twice])).toEqual({ calm: false, alerts: [['key-loadable-twice', 'bad', '#/keys']] })
})

test('of two nodes of the rig their own findings tell, once', () => {
  expect(alertsOf([row('key-loadable-twice', 'fail', [copy('home'), copy('attic')])]).alerts).toEqual([])
})

test('PoST data without any key is told once it is certain, and a copy too few is no alert', () => {
  expect(alertsOf([row('key-nowhere', 'fail', [])]).alerts).toEqual([['key-nowhere', 'warn', '#/keys']])
  expect(alertsOf([row('key-nowhere', 'unknown', [])]).alerts).toEqual([])
  expect(alertsOf([row('key-only-copy', 'warn', [copy('home')])]).alerts).toEqual([])
})

test('a key against a move’s note is told where no node of the rig tells it', () => {
  expect(alertsOf([row('key-returned', 'fail', [copy(null)])]).alerts).toEqual([['key-returned', 'bad', '#/keys']])
  const ours = row('key-returned', 'fail', [copy('home')])
  expect(alertsOf([{ ...ours, checks: ours.checks.map((one) => ({ ...one, values: { node: 'home' } })) }]).alerts).toEqual([])
})
