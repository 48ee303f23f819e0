import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '../contract/model/basics.ts'
import { Happening, type WhatOf } from '../contract/model/happening.ts'
import type { Faults } from '../faults/index.ts'
import { createTold, type Told } from '../happenings/index.ts'
import { SqlFailed, startThread, type Thread } from '../storage/index.ts'
import { historyProgram } from './history-program.ts'

/** What happened in a rig, kept over restarts. It never throws and never waits for the disk: what can't be kept is told, and goes on in memory. */
export interface History extends Told {
  /** Writes what is not written yet, if that can be done. */
  readonly close: () => Promise<void>
}

interface HistoryOptions {
  readonly faults: Faults
  /** The folder is still ours. */
  readonly mayWrite: () => boolean
  readonly now: () => number
}

/** Rows that are kept, and for how long. */
const limits = { most: 50_000, ms: 400 * 86_400_000 }
const shownAtStart = 200
/** After a failure; until then so many wait, and the oldest go: more than a large rig tells at once. */
const againMs = 30_000
const waitingMost = 20_000

const isDamaged = (error: unknown): boolean => error instanceof SqlFailed && [1, 11, 26].includes(error.code & 0xff)

/** Away with it, but not gone. Its own journal belongs to it alone. */
function setAside(path: string, now: number): void {
  for (const end of ['', '-journal']) if (existsSync(path + end)) renameSync(path + end, `${path}.damaged-${now}${end}`)
}

const start = (path: string): Promise<Thread> => startThread('smeshdesk-history', historyProgram, [path])

class KeptHistory implements History {
  readonly #path: string
  readonly #options: HistoryOptions
  readonly #told = createTold((fresh) => this.#keep(fresh))
  readonly list = this.#told.list
  readonly tell = this.#told.tell
  #thread: Thread | null = null
  #waiting: readonly Happening[] = []
  #writing: Promise<void> = Promise.resolve()
  #isWriting = false
  #isClosed = false
  #failedAt: number | null = null

  constructor(path: string, options: HistoryOptions) {
    this.#path = path
    this.#options = options
  }

  /** What was told before this start. */
  async open(): Promise<void> {
    // To look into a database is to make it where there is none.
    if (!this.#options.mayWrite()) return
    this.#isWriting = true
    await this.#guarded(async (thread) => {
      const rows = (await thread.ask('recent', [shownAtStart])) as unknown[]
      this.#told.remember(rows.flatMap((row) => Happening.safeParse(row).data ?? []))
    })
    this.#writing = this.#write()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#writing
    this.#failedAt = null
    await this.#write()
    await this.#letGo()
  }

  async #letGo(): Promise<void> {
    const thread = this.#thread
    this.#thread = null
    await thread?.close().catch(() => undefined)
  }

  #keep(fresh: readonly Happening[]): void {
    this.#waiting = [...this.#waiting, ...fresh].slice(-waitingMost)
    if (!this.#isWriting && !this.#isClosed) this.#writing = this.#write()
  }

  /** Until nothing waits, or it fails. */
  async #write(): Promise<void> {
    this.#isWriting = true
    let goesOn = true
    while (goesOn && this.#waiting.length > 0 && this.#options.mayWrite() && this.#mayTry()) {
      const taken = this.#waiting
      const since = this.#options.now() - limits.ms
      goesOn = await this.#guarded(async (thread) => {
        await thread.ask('append', [taken, { most: limits.most, since }])
        const written = new Set(taken)
        this.#waiting = this.#waiting.filter((one) => !written.has(one))
      })
    }
    this.#isWriting = false
  }

  /** A clock that was set back must not keep it waiting. */
  #mayTry(): boolean {
    return this.#failedAt === null || Math.abs(this.#options.now() - this.#failedAt) >= againMs
  }

  /** Whether it was done. A thread that failed is not asked again: the next try opens the file anew. */
  async #guarded(act: (thread: Thread) => Promise<void>): Promise<boolean> {
    try {
      this.#thread ??= await this.#opened()
      await act(this.#thread)
      return true
    } catch (error) {
      this.#failedAt = this.#options.now()
      await this.#letGo()
      this.#failed('not-kept', error)
      return false
    }
  }

  async #opened(): Promise<Thread> {
    try {
      return await start(this.#path)
    } catch (error) {
      if (!isDamaged(error) || !this.#options.mayWrite()) throw error
      setAside(this.#path, this.#options.now())
      this.#failed('set-aside', error)
      return start(this.#path)
    }
  }

  #failed(how: WhatOf<'history-failed'>['how'], error: unknown): void {
    const { reference } = this.#options.faults.tell('the history', error)
    const at = this.#options.now() as Instant
    this.tell([{ key: `history-failed ${reference}`, at, what: { is: 'history-failed', how, reference } }])
  }
}

/** Opens `history.sqlite` in a rig's folder, with its newest happenings. A damaged one is set aside and begun anew. */
export async function openHistory(folder: string, options: HistoryOptions): Promise<History> {
  const history = new KeptHistory(join(folder, 'history.sqlite'), options)
  await history.open()
  return history
}
