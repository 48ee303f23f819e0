import { expect, it } from 'vitest'
import { createBook } from './book.ts'
import { judge, type Known, type Looks, needsInWords } from './judge.ts'
import type { PageLook } from './page-look.ts'
import type { Trouble } from './trouble.ts'

const quietPage: PageLook = {
  title: 'Smeshdesk',
  rows: [
    { name: 'a1', state: 'Waiting for gap', tone: 'idle' },
    { name: 'b1', state: 'ATX published', tone: 'good' },
  ],
  strip: { text: 'Nothing is open. Last checked 2 s ago.', acts: [], quiet: true, tone: '' },
  all: null,
  list: null,
  needs: 0,
  summary: '2 identities, 2 nodes. Nothing needs you.',
  band: 'Cycle gap open. 12:00:00 soft deadline. hard deadline 12:00:30',
}
const says = { text: 'B has ended. Its identities prove nothing.', acts: ['Start B'] }
const loudPage: PageLook = {
  ...quietPage,
  title: '(1) B has ended · Smeshdesk',
  rows: [
    { name: 'a1', state: 'Waiting for gap', tone: 'idle' },
    { name: 'b1', state: 'Node ended', tone: 'bad' },
  ],
  strip: { ...says, quiet: false, tone: 'bad' },
  needs: 1,
  summary: '2 identities, 2 nodes. One needs you.',
}
const looksOf = (table: PageLook): Looks => ({ table, list: { ...table, list: table.strip.quiet ? [] : [table.strip] } })
const killed: Trouble = {
  name: 'node killed',
  rows: ['b1'],
  states: /^Node ended$/,
  says: /^B has ended/,
  act: /^Start B$/,
  counted: true,
  withinMs: 10_000,
  goneMs: 10_000,
}
const known: Known = { overdue: [], told: [], mended: [], published: () => 0, hard: () => 1_000, now: 0 }

it('finds nothing in pages that agree, be they quiet or loud', () => {
  expect(judge(looksOf(quietPage), known)).toEqual([])
  expect(judge(looksOf(loudPage), { ...known, told: [killed] })).toEqual([])
})

it('misses the mark of a loss beside what is so now', () => {
  const lost: Trouble = { ...killed, name: 'lost', states: /^/, marks: /not seen/ }
  const rows = loudPage.rows.map((row) =>
    row.name === 'b1' ? { ...row, state: 'ATX published', loss: 'Epoch 5 was lost, and not seen by you yet.' } : row,
  )
  expect(judge(looksOf({ ...loudPage, rows }), { ...known, overdue: [lost] })).not.toContain('not told: lost')
  expect(judge(looksOf(loudPage), { ...known, overdue: [lost] })).toContain('not told: lost')
})

it('takes a move at work for what it is: no calm, and nothing that needs a person', () => {
  const strip = { text: 'A move is running: a1, step 1 of 10. Nothing else is open.', acts: [], quiet: true, tone: '' }
  expect(judge(looksOf({ ...quietPage, strip }), known)).toEqual([])
  expect(judge(looksOf({ ...quietPage, strip }), { ...known, overdue: [killed] })).toContain('not told: node killed')
})

it('counts nowhere what is over and only stays for a while, and everywhere what is open', () => {
  const strip = { text: 'No longer so since 12:00:01: B has ended.', acts: [], quiet: false, tone: 'idle' }
  const over = { ...quietPage, strip }
  expect(judge({ table: over, list: { ...over, list: [strip] } }, known)).toEqual([])
  expect(judge({ table: over, list: { ...over, list: [strip, says] } }, known)).toContain(
    'the list holds 1 that are open and its title counts 0',
  )
  expect(judge(looksOf({ ...loudPage, strip }), known)).not.toEqual([])
})

it.each<[string, Partial<PageLook>]>([
  ['the title counts more than the strip', { title: '(2) B has ended · Smeshdesk' }],
  ['the filter counts nobody', { needs: 0 }],
  ['a row is worse than the strip', { strip: { ...says, quiet: false, tone: 'warn' } }],
  ['the head counts another number', { summary: '2 identities. Two need you.' }],
  [
    'the head is calm where nothing is known',
    { ...quietPage, strip: { text: 'Looking… Last checked now.', acts: [], quiet: true, tone: '' } },
  ],
  ['calm beside a loud row', { strip: quietPage.strip }],
  ['calm under a title with a count', { strip: quietPage.strip, rows: quietPage.rows, needs: 0, summary: quietPage.summary }],
])('finds that %s', (_, part) => {
  expect(judge(looksOf({ ...loudPage, ...part }), known)).not.toEqual([])
})

it.each<[string, Partial<PageLook>]>([
  ['the row', { rows: quietPage.rows }],
  ['the sentence', { strip: { text: 'C has ended.', acts: ['Start C'], quiet: false, tone: 'bad' } }],
  ['the act', { strip: { ...says, acts: ['Show it'], quiet: false, tone: 'bad' } }],
])('calls a trouble untold where %s is missing', (_, part) => {
  expect(judge(looksOf({ ...loudPage, ...part }), { ...known, overdue: [killed] })).toContain('not told: node killed')
})

it('finds calm beside a trouble, one that is told after it was mended, and a kept epoch that is lost', () => {
  expect(judge(looksOf(quietPage), { ...known, overdue: [killed] })).toContain('calm beside: node killed')
  expect(judge(looksOf(loudPage), { ...known, mended: [killed] })).toContain('told after it was mended: node killed')
  const band = 'PoET round 4 working. epoch 6 is kept, 7 is lost, for 1 of 2'
  expect(judge(looksOf({ ...quietPage, band }), known)).toHaveLength(1)
  expect(judge(looksOf({ ...quietPage, band }), { ...known, published: () => 1 })).toEqual([])
  const possible = 'Late. 12:00 hard deadline. epoch 5 still possible until 12:00; 6 is lost'
  expect(judge(looksOf({ ...quietPage, band: possible }), { ...known, now: 10_000 })).toHaveLength(1)
})

it('reads counts in words', () => {
  expect(needsInWords('12 identities on 5 disks, 3 nodes. One is banned, two disagree, 11 need you.')).toBe(14)
  expect(needsInWords('12 identities, 3 nodes. Nothing needs you.')).toBe(0)
})

it('counts what stands in two looks running, and never a trouble that nobody told as told', () => {
  const book = createBook()
  const facts = { published: () => 0, hard: () => 0, now: Date.now() }
  book.begin(killed)
  book.take(looksOf({ ...loudPage, needs: 0 }), facts)
  book.take(looksOf(quietPage), facts)
  expect(book.figures()).toMatchObject({ samples: 2, calmSamples: 1, violations: [], troubles: [{ toldMs: null }] })
  book.take(looksOf({ ...quietPage, needs: 1 }), facts)
  book.take(looksOf({ ...quietPage, needs: 1 }), facts)
  expect(book.figures().violations).not.toEqual([])
  expect(book.take(looksOf(loudPage), facts)).toEqual(['node killed'])
  book.end('node killed')
  book.take(looksOf(quietPage), facts)
  expect(book.figures().troubles[0]?.goneMs).not.toBeNull()
})

it('expects no more of a trouble that goes on as another one, and holds its words against nobody', () => {
  const book = createBook()
  const facts = { published: () => 0, hard: () => 0, now: Date.now() + 60_000 }
  book.begin({ ...killed, goneMs: 0 })
  book.goesOn('node killed')
  for (let look = 0; look < 2; look++) book.take(looksOf(loudPage), facts)
  expect(book.figures().violations).toEqual([])
})
