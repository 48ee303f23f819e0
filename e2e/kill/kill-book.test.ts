import { expect, test } from 'vitest'
import { KillBook, type KillBookOptions } from './kill-book.ts'

const bookOf = (options: Partial<KillBookOptions>) => new KillBook({ points: 'kinds', perMove: 9, round: 1, random: () => 0.9, ...options })
const point = (words: string) => {
  const [kind = '', step = ''] = words.split(' ')
  return { kind, step }
}
/** The points at which one move with these records is killed. */
function killsOf(book: KillBook, records: readonly string[], forced: string | null = null): string[] {
  book.beginMove(forced)
  const killed = records.flatMap((words, index) => {
    const taken = book.at(point(words), index + 1)
    return taken === null ? [] : [taken.name]
  })
  book.endMove()
  return killed
}

test('every distinct record is taken once, so many in one move, until a move has nothing new', () => {
  const book = bookOf({ perMove: 2 })
  const records = ['INTENT a', 'DONE a', 'INTENT a', 'INTENT b']
  expect(killsOf(book, records)).toEqual(['INTENT a', 'DONE a'])
  expect(book.done()).toBe(false)
  expect(killsOf(book, records)).toEqual(['INTENT b'])
  expect(book.done()).toBe(false)
  expect(killsOf(book, records)).toEqual([])
  expect(book.done()).toBe(true)
})

test('nothing is over before every intention had its turn', () => {
  const book = bookOf({ round: 3 })
  killsOf(book, ['INTENT a'])
  killsOf(book, ['INTENT a'])
  expect(book.done()).toBe(false)
  killsOf(book, ['INTENT a'])
  expect(book.done()).toBe(true)
})

test('the forced record is taken first, whatever was taken before, and leaves room for twice as many after it', () => {
  const book = bookOf({ perMove: 1 })
  const records = ['INTENT a', 'DONE a', 'NOTE undo', 'INTENT undo', 'DONE undo']
  expect(killsOf(book, records, 'DONE a')).toEqual(['DONE a', 'NOTE undo', 'INTENT undo'])
  expect(killsOf(book, records, 'DONE a')).toEqual(['DONE a', 'DONE undo'])
  killsOf(book, ['INTENT a'])
  killsOf(book, records, 'DONE a')
  // Only a move that goes to its end tells that there is nothing new.
  expect(book.done()).toBe(false)
  killsOf(book, ['INTENT a'])
  expect(book.done()).toBe(true)
})

test('record after record, one move each, until a move ends before its turn', () => {
  const book = bookOf({ points: 'all', perMove: 1 })
  const records = ['INTENT a', 'DONE a']
  expect(killsOf(book, records)).toEqual(['INTENT a'])
  expect(killsOf(book, records)).toEqual(['DONE a'])
  expect(book.done()).toBe(false)
  expect(killsOf(book, records)).toEqual([])
  expect(book.done()).toBe(true)
})

test('so many at random, each some time after its record', () => {
  const book = bookOf({ points: 2, random: () => 0.1 })
  book.beginMove(null)
  expect(book.at(point('INTENT a'), 1)).toEqual({ name: 'INTENT a + some ms', delayMs: 25 })
  expect(book.done()).toBe(false)
  book.at(point('DONE a'), 2)
  expect(book.done()).toBe(true)
  expect(book.at(point('INTENT b'), 3)).toBeNull()
})
