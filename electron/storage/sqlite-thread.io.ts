import { Worker } from 'node:worker_threads'

import { saw } from '../contract/seen.ts'
/** SQLite said no. `busy`: another connection holds the lock; the code is SQLite's (5 busy, 13 full, 11 corrupt, 26 not a database). */
export class SqlFailed extends Error {
  readonly code: number
  readonly busy: boolean
  constructor(message: string, code: number) {
    super(message)
    this.name = 'SqlFailed'
    this.code = code
    this.busy = (code & 0xff) === 5 || (code & 0xff) === 6
  }
}

// Plain text, because a thread that is made from text needs no file of its own: so the bundle of either shell carries it.
const serve = `
const { parentPort } = require('node:worker_threads')
parentPort.on('message', async ({ name, values }) => {
  try {
    parentPort.postMessage({ value: await run[name](...values) })
  } catch (error) {
    parentPort.postMessage({ failed: { message: String(error?.message ?? error), code: Number(error?.errcode ?? 1) } })
  }
  if (name === 'close') parentPort.close()
})
`

type Answer = { readonly value?: unknown; readonly failed?: { readonly message: string; readonly code: number } }

/** One question at a time, in the order they were asked. */
function makeAsk(worker: Worker): Thread['ask'] {
  let queue: Promise<unknown> = Promise.resolve()
  let ended = false
  // A thread that breaks while nobody asks breaks nothing else.
  worker.on('error', () => undefined).on('exit', () => (ended = true))
  const once = (name: string, values: readonly unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      const done = (act: () => void) => {
        worker.off('message', onMessage).off('error', onError).off('exit', onExit)
        act()
      }
      const onMessage = ({ value, failed }: Answer) =>
        done(() => (failed === undefined ? resolve(value) : reject(new SqlFailed(failed.message, failed.code))))
      const onError = (error: unknown) => done(() => reject(error))
      const onExit = () => done(() => reject(new SqlFailed(saw('thread-ended'), 0)))
      worker.on('message', onMessage).on('error', onError).on('exit', onExit)
      if (ended) onExit()
      else worker.postMessage({ name, values })
    })
  return (name, values) => {
    const next = queue.then(() => once(name, values))
    queue = next.catch(() => undefined)
    return next
  }
}

/** A thread that has a database to itself. */
export interface Thread {
  /** Throws `SqlFailed`. */
  readonly ask: (name: string, values: readonly unknown[]) => Promise<unknown>
  /** Closes the database and ends the thread. Safe to call twice. */
  readonly close: () => Promise<void>
}

/**
 * Starts a thread by its name. The text of its program names in `run` what it answers, `open` and `close` among it; `open` is asked
 * first, and a thread that can't do that is ended. Throws `SqlFailed`.
 */
export async function startThread(name: string, program: string, open: readonly unknown[]): Promise<Thread> {
  const worker = new Worker(`${program}${serve}`, { eval: true, name })
  const ask = makeAsk(worker)
  let isOpen = true
  const close = async () => {
    if (!isOpen) return
    isOpen = false
    try {
      await ask('close', [])
    } finally {
      await worker.terminate()
    }
  }
  try {
    await ask('open', open)
    return { ask, close }
  } catch (error) {
    await close().catch(() => undefined)
    throw error
  }
}
