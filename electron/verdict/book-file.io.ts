import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import type { Alert } from '../contract/model/rig.ts'
import { putFile } from '../storage/index.ts'
import { createEpochBook, type Noted } from './epoch-book.ts'
import { acknowledge } from './losses.ts'

const writeAfterMs = 1_000

interface Writing {
  readonly failed: (error: unknown) => void
  /** The folder is still ours. */
  readonly mayWrite: () => boolean
  readonly noted?: Noted
}

/** The book of a rig, kept in its folder. Opens `epochs.json`; without one, or with one that can't be read, what was told before is forgotten and nothing else is lost. */
export async function openBook(folder: string, { failed, mayWrite, noted }: Writing) {
  const path = join(folder, 'epochs.json')
  const book = createEpochBook(await readFile(path, 'utf8').catch(() => null), noted)
  let written = book.revision()
  let timer: ReturnType<typeof setTimeout> | null = null
  let writing: Promise<void> = Promise.resolve()
  /** What a person has seen is durable when this returns. */
  const write = (): Promise<void> => {
    writing = writing
      .catch(() => undefined)
      .then(async () => {
        const revision = book.revision()
        if (revision === written || !mayWrite()) return
        await putFile(path, book.text(), { replace: true })
        written = revision
      })
    return writing
  }
  const later = () => {
    timer = null
    write().catch(failed)
  }
  return {
    book,
    /** Writes soon what has changed; many changes together are one write. */
    changed: () => {
      if (book.revision() !== written) timer ??= setTimeout(later, writeAfterMs)
    },
    write,
    close: async () => {
      if (timer !== null) clearTimeout(timer)
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
