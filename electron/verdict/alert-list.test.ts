import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Alert } from '../contract/model/rig.ts'
import { createAges } from './ages.ts'
import { alertList } from './alert-list.ts'
import { trouble } from './trouble.ts'

const concern = (cause: string, cost: number) => ({
  trouble: trouble({ cause, tone: 'warn', words: 'due', values: {}, route: '#/', costEpochs: cost, deadline: 1_000_000 }),
  identity: null,
})
const list = (costs: Readonly<Record<string, number>>, before: Readonly<Record<string, Alert>> = {}): Alert[] =>
  alertList(
    Object.entries(costs).map(([cause, cost]) => concern(cause, cost)),
    { before, seen: new Set(), waiting: new Map(), ages: createAges(null), lookedSince: 0, now: 0 },
  )
const byId = (alerts: readonly Alert[]) => Object.fromEntries(alerts.map((alert) => [alert.id, alert]))

test('an alert that goes leaves the others as they are; one that comes takes the place that is free', () => {
  const three = byId(list({ a: 3, b: 2, c: 1 }))
  const two = list({ b: 2, c: 1 }, three)
  expect(two).toEqual([three.b, three.c])
  expect(list({ b: 2, c: 1, d: 9 }, byId(two)).map(({ id, rank }) => [id, rank])).toEqual([
    ['d', 0],
    ['b', 1],
    ['c', 2],
  ])
})

test('whatever came before, ranks stand in the order of the list', () => {
  const costs = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.integer({ min: 1, max: 50 }))
  fc.assert(
    fc.property(fc.array(costs, { minLength: 1, maxLength: 8 }), (looks) => {
      let before: Readonly<Record<string, Alert>> = {}
      for (const look of looks) {
        const alerts = list(look, before)
        for (const [place, { rank }] of alerts.entries()) expect(rank).toBeGreaterThan(place === 0 ? -1 : (alerts[place - 1]?.rank ?? 0))
        before = byId(alerts)
      }
    }),
  )
})
