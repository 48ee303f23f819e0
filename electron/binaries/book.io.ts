import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'
import { inTurn } from '../faults/index.ts'
import { errorCode, putFile, realFs } from '../storage/index.ts'
import { type Book, bookLimit, bookText, emptyBook, parseBook } from './book.ts'

export interface KeptBook {
  readonly path: string
  /** `null`: it is there and can't be read, so nothing is known of any program. */
  readonly now: () => Book | null
  /** One change after the other; durable when it returns. Throws `hash_mismatch` where it can't be read. */
  readonly change: (next: (book: Book) => Book) => Promise<void>
  readonly settled: () => Promise<void>
}

export const bookUnread = (path: string): AppError => new AppError('hash_mismatch', saw('binaries-unread', path))

/** What the store of a profile remembers; a folder without it has never had a store. */
export async function openBook(folder: string, mayWrite: () => boolean): Promise<KeptBook> {
  const path = join(folder, 'book.json')
  let book: Book | null
  try {
    book = parseBook(new TextDecoder().decode(await realFs.read(path, bookLimit)))
  } catch (error) {
    book = errorCode(error) === 'ENOENT' ? emptyBook : null
  }
  const turns = inTurn()
  const change = async (next: (book: Book) => Book) => {
    if (book === null) throw bookUnread(path)
    if (!mayWrite()) throw new AppError('profile_in_use', folder)
    const after = next(book)
    if (after === book) return
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await putFile(path, bookText(after), { replace: true })
    book = after
  }
  return { path, now: () => book, change: (next) => turns.run(() => change(next)), settled: turns.settled }
}
