import { existsSync, renameSync } from 'node:fs'
import { AppError } from '../contract/errors.ts'
import { SqlFailed, startThread, type Thread } from '../storage/index.ts'
import { historyProgram } from './history-program.ts'

/** After a failure nobody tries again before this. */
const againMs = 30_000

const isDamaged = (error: unknown): boolean => error instanceof SqlFailed && [1, 11, 26].includes(error.code & 0xff)

/** Sound, and written by a later version. */
const isNewer = (error: unknown): boolean => error instanceof SqlFailed && error.code === 24

/** Away with it, but not gone. Its own journal belongs to it alone. */
function setAside(path: string, now: number): void {
  for (const end of ['', '-journal']) if (existsSync(path + end)) renameSync(path + end, `${path}.damaged-${now}${end}`)
}

interface FileOptions {
  readonly now: () => number
  /** The folder is still ours. */
  readonly mayWrite: () => boolean
  /** Asked of every thread before anything else. */
  readonly began: (thread: Thread) => Promise<unknown>
  readonly failed: (how: 'not-kept' | 'set-aside' | 'newer', error: unknown) => void
}

/** The file of the history, behind its thread. A thread that failed is not asked again: the next try opens the file anew. */
export class HistoryFile {
  readonly #path: string
  readonly #options: FileOptions
  #thread: Promise<Thread> | null = null
  #failedAt: number | null = null
  #fails = false
  /** It is not ours to write: it is left as it lies, as long as this build runs. */
  #isNewer = false

  constructor(path: string, options: FileOptions) {
    this.#path = path
    this.#options = options
  }

  /** A clock that was set back must not keep it waiting. */
  mayTry(): boolean {
    if (this.#isNewer) return false
    return this.#failedAt === null || Math.abs(this.#options.now() - this.#failedAt) >= againMs
  }

  tryAgain(): void {
    this.#failedAt = null
  }

  /** Whether it was done. */
  async guarded(act: (thread: Thread) => Promise<unknown>): Promise<boolean> {
    try {
      await act(await this.#open())
      this.#fails = false
      return true
    } catch (error) {
      this.#failedAt = this.#options.now()
      await this.close()
      this.#isNewer = isNewer(error)
      // A disk that stays full is told once.
      if (!this.#fails) this.#options.failed(this.#isNewer ? 'newer' : 'not-kept', error)
      this.#fails = true
      return false
    }
  }

  /** Throws `history_unreadable`. To look into a database is to make it where there is none: not in a folder that is not ours. */
  async ask(name: string, values: readonly unknown[]): Promise<unknown> {
    const kept: { answer: unknown } = { answer: null }
    const isThere = this.#thread !== null || this.#options.mayWrite()
    const isDone =
      isThere && this.mayTry() && (await this.guarded(async (thread) => Object.assign(kept, { answer: await thread.ask(name, values) })))
    if (!isDone) throw new AppError(this.#isNewer ? 'history_newer' : 'history_unreadable')
    return kept.answer
  }

  async close(): Promise<void> {
    const thread = this.#thread
    this.#thread = null
    await thread?.then((open) => open.close()).catch(() => undefined)
  }

  #open(): Promise<Thread> {
    this.#thread ??= this.#opened()
    return this.#thread
  }

  async #opened(): Promise<Thread> {
    const thread = await this.#started()
    await this.#options.began(thread)
    return thread
  }

  async #started(): Promise<Thread> {
    const start = () => startThread('smeshdesk-history', historyProgram, [this.#path])
    try {
      return await start()
    } catch (error) {
      if (!isDamaged(error) || !this.#options.mayWrite()) throw error
      setAside(this.#path, this.#options.now())
      this.#options.failed('set-aside', error)
      return start()
    }
  }
}
