import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Epoch } from '../contract/model/basics.ts'
import type { EpochStanding } from '../contract/model/identity.ts'
import type { LastEnd } from '../contract/model/rig.ts'
import { slotOf } from '../processes/testing/slot-of.ts'
import { newEpochEvidence } from '../sight/epoch-evidence.ts'
import { createEpochBook } from './epoch-book.ts'
import { acknowledge, unseenLoss } from './losses.ts'
import { at, idOf, nodeRow, rowOf, said, seenRow } from './testing/small-rig.ts'

const id = idOf(1)
const missed = (line: string) => createEpochBook(JSON.stringify({ version: 1, identities: { [id]: line }, seen: [] }))
const inRound = (epoch: number) => ({ ...newEpochEvidence(), registered: new Set([epoch as Epoch]) })
const sight = (epochs = newEpochEvidence()) => ({ identity: () => ({ epochs, unbrokenSince: 0, shownAt: 0 }) })
const proving = { key: 'ok', post: 'proving', operator: 'reading', event: 'post_start' } as const

test('a row says what its identity does now; what it lost stands beside it until a person has seen it', () => {
  const book = missed('3:p 4:m 5:n')
  const seen = (minutes: number, part: Parameters<typeof seenRow>[0], evidence = inRound(6)) =>
    said({ now: at(6, minutes), identities: [seenRow(part)], book, ...sight(evidence) })
  const waits = seen(1, {})
  expect(rowOf(waits)).toMatchObject({ state: 'waiting', tone: 'idle', attention: true, unseenLoss: { epochs: 2, from: 5, to: 6 } })
  expect(rowOf(seen(4, { state: 'reading', tone: 'active', cell: proving }))).toMatchObject({ state: 'reading', tone: 'active' })
  const published = inRound(6)
  published.atxs.set(6 as Epoch, { at: at(6, 5), seenAt: at(6, 5) })
  const done = seen(6, { state: 'published', tone: 'good' }, published)
  expect(rowOf(done)).toMatchObject({ state: 'published', tone: 'good', attention: true })
  expect(done.alerts.map(({ id: cause }) => cause)).toEqual(['lost-missed-4'])
  book.see(id, 4 as Epoch)
  expect(rowOf(seen(6, { state: 'published', tone: 'good' }, published))).toMatchObject({ attention: false, unseenLoss: null })
})

test('a node that stands still for seventeen epochs loses all of them, told as one, over restarts, until a person has seen it', () => {
  let book = missed('2:p')
  const end: LastEnd = { at: at(2, 12) as never, meaning: 'unknown', exit: 0, signal: null, line: '', lines: [], by: 'nobody' }
  const nodes = [nodeRow({ reach: 'silent', slot: slotOf({ state: 'ended', lastEnd: end }), identities: [id] })]
  const row = seenRow({ state: 'node-silent', cell: { ...proving, post: 'unreachable', operator: 'idle' } })
  const look = (now: number) => said({ now, nodes, identities: [row], book, lookedSince: at(2, 0), ...sight() })
  for (let epoch = 3; epoch <= 20; epoch += 1) {
    for (const minutes of [1, 5, 12]) look(at(epoch, minutes))
    book = createEpochBook(book.text())
  }
  const spoken = look(at(20, 1))
  // Publish epochs 3 to 19: the rewards of 4 to 20, and of 21, whose round began without it.
  expect(rowOf(spoken)).toMatchObject({ state: 'node-ended', unseenLoss: { epochs: 18, from: 4, to: 21 } })
  const many = spoken.alerts.find(({ words }) => words === 'lost-many')
  expect(many).toMatchObject({ tone: 'bad', costEpochs: 18, acknowledge: true, identities: [id] })
  if (many === undefined) throw new Error('nothing is told of it')
  acknowledge(book, many)
  expect(rowOf(look(at(20, 1)))).toMatchObject({ unseenLoss: null })
})

test('what nobody saw standing still is not called missed', () => {
  const book = missed('2:p')
  const nodes = [nodeRow({ reach: 'silent', slot: slotOf({ state: 'ended' }), identities: [id] })]
  const row = seenRow({ state: 'node-silent', cell: { ...proving, post: 'unreachable' } })
  // Looked at from the middle of the gap on: it may have published before.
  said({
    now: at(4, 1),
    nodes,
    identities: [row],
    book,
    lookedSince: at(3, 6),
    identity: () => ({ ...sight().identity(), unbrokenSince: null }),
  })
  expect(book.told(id, 3 as Epoch)).not.toBe('missed')
})

/** However long an unseen loss is ago, it is counted, and once. */
test('whatever becomes of many epochs, no loss that nobody has seen is forgotten', () => {
  const standings = fc.array(fc.constantFrom<EpochStanding>('published', 'missed', 'published-late', 'unknown'), {
    minLength: 20,
    maxLength: 60,
    size: 'max',
  })
  fc.assert(
    fc.property(standings, (all) => {
      let book = createEpochBook(null)
      const lost = new Set<number>()
      all.forEach((is, index) => {
        book.note(id, index as Epoch, is)
        if (index % 7 === 0) book = createEpochBook(book.text())
        if (is === 'missed') lost.add(index + 1)
        if (is === 'missed' || is === 'published-late') lost.add(index + 2)
      })
      expect(unseenLoss(book, id)?.epochs ?? 0).toBe(lost.size)
    }),
  )
})

test('by a clock that was set back far nothing is noted again and again that would be forgotten at once', () => {
  const book = createEpochBook(null)
  for (let epoch = 100; epoch < 116; epoch++) book.note(idOf(1), epoch as Epoch, 'published')
  const before = book.revision()
  expect([book.note(idOf(1), 10 as Epoch, 'ahead'), book.revision()]).toEqual([false, before])
  expect(book.note(idOf(1), 116 as Epoch, 'ahead')).toBe(true)
})
