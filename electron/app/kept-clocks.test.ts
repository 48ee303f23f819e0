import { expect, test } from 'vitest'
import type { Instant } from '../contract/model/basics.ts'
import { createEpochBook } from '../verdict/epoch-book.ts'
import { at, clock, name, nodeRow } from '../verdict/testing/small-rig.ts'
import { rememberedIn, withKeptClocks } from './kept-clocks.ts'

const rowsOf = (book: ReturnType<typeof createEpochBook>, node: ReturnType<typeof nodeRow>, heard: boolean) => ({
  kept: { book, changed: () => undefined, write: () => Promise.resolve(), close: () => Promise.resolve() },
  nodes: [node],
  clocks: new Map(heard ? [[clock.key, clock]] : []),
  ofNode: new Map(heard ? [[name('home'), clock.key]] : []),
})

test('a node that gives no clock since the start goes by the one it had, and is known to have been seen', () => {
  const book = createEpochBook(null)
  const seenAt = at(5, 1) as Instant
  withKeptClocks(rowsOf(book, nodeRow({ seenAt }), true))
  const again = createEpochBook(book.text())
  const gone = nodeRow({ reach: 'silent', seenAt: null })
  const { clocks, ofNode } = withKeptClocks(rowsOf(again, gone, false))
  expect([ofNode.get(name('home')), clocks.get(clock.key)]).toEqual([clock.key, { ...clock, node: 'home', nodes: ['home'] }])
  expect(rememberedIn(again.ages).nodeSeen(name('home'))).toBe(seenAt)
  expect(rememberedIn(again.ages).wasOpen('node-home')).toBe(false)
})

test('a clock that is heard is taken as it is, and that of a simulated node is not kept', () => {
  const book = createEpochBook(null)
  const heard = rowsOf(book, nodeRow({ seenAt: at(5, 1) as Instant, simulated: true }), true)
  expect(withKeptClocks(heard)).toBe(heard)
  expect(withKeptClocks(rowsOf(book, nodeRow({ seenAt: null, reach: 'silent', simulated: true }), false)).ofNode.size).toBe(0)
})
