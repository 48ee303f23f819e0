import { expect, test } from 'vitest'
import { newEpochEvidence } from '../sight/epoch-evidence.ts'
import { createEpochBook } from './epoch-book.ts'
import { newJudged } from './judged.ts'
import { at, idOf, minute, type Scene, said, seenRow } from './testing/small-rig.ts'

const move = (index: number, source: string): NonNullable<Scene['batches']> =>
  [{ batch: `b${index}`, activity: 'needs-resume', identity: idOf(index), identityName: 'x', source, target: 'far' }] as never

test('with nothing heard since, no row is judged again; with one row made anew, that one only', () => {
  const judged = newJudged()
  const book = createEpochBook(null)
  const rows = Array.from({ length: 4 }, (_, index) => seenRow({ id: idOf(index) }))
  const sight = { epochs: newEpochEvidence(), unbrokenSince: 0, shownAt: 0 }
  const look = (identities: typeof rows, now: number) =>
    said({ now, identities, book, judged, identity: () => sight, lookedSince: 0 }).identities
  look(rows, at(5, 4))
  const before = look(rows, at(5, 4) + 1)
  const again = look(rows, at(5, 4) + 2)
  expect(again.map((row, index) => row === before[index])).toEqual([true, true, true, true])
  const changed = rows.map((row, index) => (index === 2 ? { ...row } : row))
  expect(look(changed, at(5, 4) + 3).map((row, index) => row === before[index])).toEqual([true, true, false, true])
})

test('one ground that becomes another is enough: when it was first seen, and the move that holds it', () => {
  const epochs = newEpochEvidence()
  const held = seenRow({ state: 'held-by-migration', tone: 'idle' })
  const unknown = seenRow({ state: 'outcome-not-seen', tone: 'idle' })
  const now = at(5, 4)
  const pairs: readonly (readonly [Scene, Scene])[] = [
    [
      { now, identities: [held], batches: [] },
      { now, identities: [held], batches: move(1, 'third') },
    ],
    [
      { now, identities: [unknown], identity: () => ({ epochs, unbrokenSince: 0, shownAt: now }) },
      { now, identities: [unknown], identity: () => ({ epochs, unbrokenSince: 0, shownAt: now - 2 * minute }) },
    ],
  ]
  for (const [before, then] of pairs) {
    const judged = newJudged()
    const common = { identity: before.identity ?? (() => ({ epochs, unbrokenSince: 0, shownAt: 0 })), lookedSince: 0 }
    const book = createEpochBook(null)
    for (let looks = 0; looks < 3; looks += 1) said({ ...common, ...before, judged, book })
    expect(said({ ...common, ...then, judged, book }).alerts).toHaveLength(1)
  }
})

test('what went and comes back as it was counts as another', () => {
  const judged = newJudged()
  const book = createEpochBook(null)
  const sight = { epochs: newEpochEvidence(), unbrokenSince: 0, shownAt: 0 }
  const identities = [seenRow({ state: 'held-by-migration', tone: 'idle' })]
  const look = (batches: NonNullable<Scene['batches']>) =>
    said({ now: at(5, 4), identities, batches, book, judged, identity: () => sight, lookedSince: 0 }).identities[0]?.attention
  expect([move(1, 'third'), move(2, 'third'), move(1, 'third'), [], move(1, 'third')].map(look)).toEqual([true, false, true, false, true])
})
