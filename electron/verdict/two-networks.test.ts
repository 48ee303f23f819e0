import { expect, test } from 'vitest'
import type { Instant } from '../contract/model/basics.ts'
import { at, clock, idOf, name, said, seenRow } from './testing/small-rig.ts'

const young = { ...clock, key: 'young', node: name('attic'), nodes: [name('attic')], genesisAt: at(9, 0) as Instant }
const clocks = new Map([
  ['young', young],
  [clock.key, clock],
])
const ofNode = new Map([
  [name('home'), clock.key],
  [name('attic'), 'young'],
])
const inYoung = seenRow({ id: idOf(2), name: 'b1', node: name('attic'), service: null })

test('a network that has not begun never hides the one that runs, and its identities have nothing to lose', () => {
  for (const minutes of [1, 4, 8.5, 12]) {
    const { epoch, identities } = said({ now: at(5, minutes), identities: [seenRow(), inYoung], clocks, ofNode })
    expect(epoch?.key).toBe(clock.key)
    expect(identities.find(({ id }) => id === idOf(2))?.standing.is).not.toMatch(/late|missed/)
  }
})

test('alone it is on the band, and at its genesis something changes', () => {
  const now = at(8, 14.9)
  const { epoch, nextAt } = said({ now, identities: [inYoung], clocks: new Map([['young', young]]), ofNode })
  expect(epoch?.key).toBe('young')
  expect(nextAt).toBe(at(9, 0))
})
