import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import type { Alert } from '../contract/model/rig.ts'
import { errorCode, putFile, renameDurably } from '../storage/index.ts'
import { systemClock } from '../time/index.ts'
import { createEpochBook, isBook, type Noted } from './epoch-book.ts'
import { acknowledge } from './losses.ts'

const writeAfterMs = 1_000
/** States, and when nodes were seen, change all the time, and a little of that may be lost. */
const othersAfterMs = 60_000

interface Writing {
  readonly failed: (error: unknown) => void
  /** The folder is still ours. */
  readonly mayWrite: () => boolean
  readonly noted?: Noted
}

/** The text of a book; `null`: there is none. One that can't be read, or is none of ours, is not written over. */
async function textAt(path: string, { failed, mayWrite }: Writing): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => (errorCode(error) === 'ENOENT' ? null : ''))
  if (text === null || isBook(text)) return text
  if (mayWrite()) await renameDurably(path, `${path}.damaged-${systemClock.now()}`, { replace: false }).catch(failed)
  return null
}

/** The book of a rig, kept in its folder. Opens `epochs.json`; without one, or with one that can't be read, what was told before is forgotten, all ages are told as “at least”, and nothing else is lost: it is set aside, for a later version or a person may read it. */
export async function openBook(folder: string, { failed, mayWrite, noted }: Writing) {
  const path = join(folder, 'epochs.json')
  const book = createEpochBook(await textAt(path, { failed, mayWrite }), noted)
  const revisions = () => ({ now: `${book.revision()} ${book.ages.revision()}`, others: book.ages.others() })
  let written = revisions()
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  let writing: Promise<void> = Promise.resolve()
  /** What a person has seen is durable when this returns. */
  const write = (): Promise<void> => {
    writing = writing
      .catch(() => undefined)
      .then(async () => {
        const next = revisions()
        if ((next.now === written.now && next.others === written.others) || !mayWrite()) return
        await putFile(path, book.text(), { replace: true })
        written = next
      })
    return writing
  }
  const later = (ms: number) => {
    if (timers.has(ms)) return
    const timer = setTimeout(() => {
      timers.delete(ms)
      write().catch(failed)
    }, ms)
    timers.set(ms, timer)
  }
  return {
    book,
    /** Writes soon what has changed; many changes together are one write. */
    changed: () => {
      const next = revisions()
      if (next.now !== written.now) later(writeAfterMs)
      else if (next.others !== written.others) later(othersAfterMs)
    },
    write,
    close: async () => {
      for (const timer of timers.values()) clearTimeout(timer)
      await write().catch(failed)
    },
  }
}

export type KeptBook = Awaited<ReturnType<typeof openBook>>

/** Keeps that a person has seen this alert; durable when it returns. Throws `not_found` where there is nothing to be seen. */
export async function seen({ book, write }: KeptBook, alert: Alert | undefined): Promise<void> {
  if (alert?.acknowledge !== true) throw new AppError('not_found')
  acknowledge(book, alert)
  await write()
}
