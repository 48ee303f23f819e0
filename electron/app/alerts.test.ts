import { expect, test } from 'vitest'
import { Instant } from '../contract/model/basics.ts'
import { type AlertRows, alertsOf } from './alerts.ts'
import { noRows } from './publisher.io.ts'

const at = (ms: number) => Instant.parse(ms)
/** Only the fields that alerts read; the rows' own builders are tested in their rooms. */
const rows = (part: Record<string, unknown>): AlertRows => ({ ...noRows, ...part }) as AlertRows
const node = { name: 'attic', reach: 'silent' }
const batch = { batch: 'b1', identityName: 'a1', source: 'attic', target: 'home', activity: 'running' }

test('a node that falls silent is an alert, unless a move has stopped it', () => {
  expect(Object.keys(alertsOf(rows({ nodes: [node] }), {}, at(1)))).toEqual(['node-attic'])
  expect(alertsOf(rows({ nodes: [node], batches: [batch] }), {}, at(1))).toEqual({})
})

test('a move that waits or is frozen asks for a person; one that has ended does not', () => {
  const of = (activity: string) => alertsOf(rows({ batches: [{ ...batch, activity }] }), {}, at(1))
  expect(of('needs-arming')['move-b1']).toMatchObject({ words: 'move-needs-you', tone: 'warn', route: '#/migrate/b1' })
  expect(of('frozen')['move-b1']).toMatchObject({ words: 'move-frozen', tone: 'bad' })
  expect(of('ended')).toEqual({})
})

test('an alert that stays open keeps the moment it began', () => {
  const first = alertsOf(rows({ nodes: [node] }), {}, at(5))
  expect(alertsOf(rows({ nodes: [node] }), first, at(9))['node-attic']?.since).toBe(5)
})

test('an identity is an alert only when it needs a person, in the words of its state', () => {
  const identity = { id: 'ff', name: 'a1', state: 'banned', tone: 'bad', attention: true }
  expect(alertsOf(rows({ identities: [identity] }), {}, at(1))['identity-ff']).toMatchObject({ words: 'banned', values: { name: 'a1' } })
  expect(alertsOf(rows({ identities: [{ ...identity, attention: false }] }), {}, at(1))).toEqual({})
})
