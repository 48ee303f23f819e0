import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Epoch } from '../contract/model/basics.ts'
import type { Alert } from '../contract/model/rig.ts'
import { openBook, seen } from './book-file.io.ts'
import type { EpochBook } from './epoch-book.ts'
import { lossTroubles } from './losses.ts'
import { idOf } from './testing/small-rig.ts'

const folders: string[] = []
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'book-'))
  folders.push(made)
  return made
}
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true })
})
const failed = (error: unknown) => {
  throw error
}
const losses = (book: EpochBook) => lossTroubles(book, { id: idOf(1), name: 'a1' })
const writing = { failed, mayWrite: () => true }

test('nothing is written once the folder may be another’s', async () => {
  const at = folder()
  const book = await openBook(at, { failed, mayWrite: () => false })
  book.book.note(idOf(1), 5 as Epoch, 'missed')
  await book.close()
  expect(losses((await openBook(at, writing)).book)).toEqual([])
})

test('a loss is kept over restarts until it was seen; that it was seen is kept too', async () => {
  const at = folder()
  const first = await openBook(at, writing)
  first.book.note(idOf(1), 5 as Epoch, 'missed')
  await first.close()
  const second = await openBook(at, writing)
  const [loss] = losses(second.book)
  if (loss === undefined) throw new Error('the loss is gone')
  const { cause, ...rest } = loss
  await seen(second, { ...rest, id: cause, since: 0 as never, atLeast: false, over: null, deadline: null, rank: 0, identities: [idOf(1)] })
  const third = await openBook(at, writing)
  expect(losses(third.book)).toEqual([])
  expect(third.book.told(idOf(1), 5 as Epoch)).toBe('missed')
})

test('what is over and was not asked for can’t be marked as seen', async () => {
  await expect(seen(await openBook(folder(), writing), undefined)).rejects.toMatchObject({ code: 'not_found' })
})

test.each(['', '{', '{"version":2}', '{"version":1,"identities":{"x":"5:m"},"seen":[]}', '[]'])(
  'a book that reads %j is an empty one',
  async (text) => {
    const at = folder()
    writeFileSync(join(at, 'epochs.json'), text)
    const { book, close } = await openBook(at, writing)
    expect(book.epochs(idOf(1))).toEqual([])
    book.note(idOf(1), 5 as Epoch, 'missed')
    await close()
    const aside = readdirSync(at).filter((name) => name.startsWith('epochs.json.damaged-'))
    expect(aside.map((name) => readFileSync(join(at, name), 'utf8'))).toEqual([text])
  },
)

test('since when an alert is open is kept over restarts; a file whose ages can’t be read forgets no loss', async () => {
  const at = folder()
  const first = await openBook(at, writing)
  first.book.note(idOf(1), 5 as Epoch, 'missed')
  first.book.ages.noteAlerts([{ id: 'node-home', since: 7, atLeast: false } as Alert], { now: 9, lookedSince: 0 })
  await first.close()
  const second = await openBook(at, writing)
  expect(second.book.ages.alert('node-home')).toEqual({ since: 7, atLeast: false })
  const text = JSON.parse(readFileSync(join(at, 'epochs.json'), 'utf8')) as object
  writeFileSync(join(at, 'epochs.json'), JSON.stringify({ ...text, ages: { alerts: [] } }))
  const third = await openBook(at, writing)
  expect([third.book.ages.alert('node-home'), losses(third.book).length]).toEqual([null, 1])
})
