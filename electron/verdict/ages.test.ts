import { expect, test } from 'vitest'
import type { Instant } from '../contract/model/basics.ts'
import { slotOf } from '../processes/testing/slot-of.ts'
import { newEpochEvidence } from '../sight/epoch-evidence.ts'
import { createEpochBook, type EpochBook } from './epoch-book.ts'
import { at, idOf, minute, nodeRow, rowOf, said, seenRow } from './testing/small-rig.ts'

const down = (now: number) => [
  nodeRow({ reach: 'silent', seenAt: now as Instant, slot: slotOf({ state: 'ended' }), identities: [idOf(1)] }),
]
const sight = { identity: () => ({ epochs: newEpochEvidence(), unbrokenSince: 0, shownAt: 0 }) }
/** A host that started at `lookedSince` looks. */
const look = (now: number, lookedSince: number, book: EpochBook) => {
  const spoken = said({ now, lookedSince, book, nodes: down(now), identities: [], ...sight })
  book.ages.noteAlerts(spoken.alerts, { now, lookedSince })
  return spoken.alerts[0]
}
const again = (book: EpochBook) => createEpochBook(book.text())

test('what was open before a start is open since then', () => {
  const book = createEpochBook(null)
  const since = look(at(5, 1), at(4, 0), book)?.since
  expect(since).toBe(at(5, 1))
  expect(look(at(6, 0) + 6_000, at(6, 0), again(book))).toMatchObject({ since, atLeast: false })
})

test('without what was kept, and where a clock was set back, it is open for at least as long as it was seen', () => {
  expect(look(at(6, 0) + 6_000, at(6, 0), createEpochBook(null))).toMatchObject({ since: at(6, 0) + 6_000, atLeast: true })
  const later = createEpochBook(null)
  look(at(9, 0), at(8, 0), later)
  expect(look(at(6, 0), at(6, 0), again(later))).toMatchObject({ since: at(6, 0), atLeast: true })
  const damaged = JSON.stringify({ ...JSON.parse(later.text()), identities: { [idOf(1)]: '4:m' }, ages: { alerts: 7 } })
  const left = createEpochBook(damaged)
  expect(look(at(9, 1), at(9, 0) + 50_000, left)).toMatchObject({ atLeast: true })
  expect(left.told(idOf(1), 4 as never)).toBe('missed')
})

test('an alert that was seen to end, or was not seen for ten minutes, begins anew', () => {
  const book = createEpochBook(null)
  look(at(5, 1), at(4, 0), book)
  book.ages.noteAlerts([], { now: at(5, 2), lookedSince: at(4, 0) })
  expect(book.ages.alert('node-home')).toBeNull()
  look(at(5, 3), at(4, 0), book)
  const next = again(book)
  next.ages.noteAlerts([], { now: at(6, 1), lookedSince: at(6, 0) })
  expect(next.ages.alert('node-home')).not.toBeNull()
  next.ages.noteAlerts([], { now: at(6, 11), lookedSince: at(6, 0) })
  expect(next.ages.alert('node-home')).toBeNull()
})

test('an identity is in its state since before the start, whatever was shown while it was looked for', () => {
  const book = createEpochBook(null)
  const since = (part: Parameters<typeof seenRow>[0], look: Pick<Parameters<typeof said>[0], 'now' | 'lookedSince' | 'book'>) =>
    rowOf(said({ ...look, identities: [seenRow(part)], ...sight })).since
  expect(since({ since: at(5, 0) as Instant }, { now: at(5, 1), lookedSince: at(4, 0), book: book })).toBe(at(5, 0))
  const next = again(book)
  const started = at(6, 0)
  since({ state: 'nothing-known', since: null }, { now: started + 500, lookedSince: started, book: next })
  expect(since({ since: (started + 2_000) as Instant }, { now: started + 2_000, lookedSince: started, book: next })).toBe(at(5, 0))
  // What changes later began then.
  expect(since({ since: (started + 4 * minute) as Instant }, { now: started + 5 * minute, lookedSince: started, book: next })).toBe(
    started + 4 * minute,
  )
})
