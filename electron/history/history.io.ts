import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Instant } from '../contract/model/basics.ts'
import { Happening, What, type WhatOf } from '../contract/model/happening.ts'
import type { Faults } from '../faults/index.ts'
import { createTold, type Told } from '../happenings/index.ts'
import type { Thread } from '../storage/index.ts'
import { type Clock, repeat } from '../time/index.ts'
import { onTheWayMs } from './heard-notes.ts'
import { HistoryFile } from './history-file.io.ts'
import { type Questions, readAtxs, readEarned, readEpochs, readEvents, readGaps, readPaid, readProofs } from './kept-rows.ts'
import type { Note } from './notes.ts'

/** What was seen of a rig, kept over restarts. It never throws and never waits for the disk: what can't be kept is told, and goes on in memory. */
export interface History extends Told {
  /** What was noted already is kept once. */
  readonly note: (notes: readonly Note[]) => void
  readonly ask: Questions
  /** Writes what is not written yet, if that can be done. */
  readonly close: () => Promise<void>
}

interface HistoryOptions {
  readonly faults: Faults
  /** The folder is still ours. */
  readonly mayWrite: () => boolean
  readonly clock: Clock
  /** Bytes that the file may use. */
  readonly bytes?: number
}

/** So many of each kind are kept, for so long; and what all of it may take. */
const limits = { most: 50_000, ms: 400 * 86_400_000, bytes: 256 * 1024 * 1024 }
const shownAtStart = 200
/** Changes of states stand in the rows themselves. */
const shownKinds = What.def.options.map(({ shape }) => shape.is.def.values[0]).filter((kind) => kind !== 'state-changed')
/** So many wait to be written, and the oldest go: more than a large rig tells at once. */
const waitingMost = 20_000
/** A sign of life is written at least so often. */
const beatMs = 15_000

class KeptHistory implements History {
  readonly #options: HistoryOptions
  readonly #file: HistoryFile
  readonly #session = randomUUID()
  readonly #told = createTold((fresh) => this.note(fresh.map((happening) => ({ note: 'happening', happening }))))
  readonly list = this.#told.list
  readonly tell = this.#told.tell
  readonly #beats: { readonly stop: () => void }
  #waiting: readonly Note[] = []
  #writing: Promise<void> = Promise.resolve()
  #isWriting = true
  /** The write that is under way, or was last. */
  #turn: Promise<boolean> = Promise.resolve(true)
  #isClosed = false
  /** When it lived last, and when that was last written. */
  #livedAt: number
  #writtenAt: number

  constructor(path: string, options: HistoryOptions) {
    this.#options = options
    this.#livedAt = this.#writtenAt = options.clock.now()
    const { now } = options.clock
    const began = (thread: Thread) => thread.ask('began', [this.#session, { at: now(), alive: now() - onTheWayMs }])
    const failed = (how: WhatOf<'history-failed'>['how'], error: unknown) => this.#failed(how, error)
    this.#file = new HistoryFile(path, { now, mayWrite: options.mayWrite, began, failed })
    this.#beats = repeat(options.clock, () => this.#beat(), { failed: (error) => void options.faults.tell('the history', error) })
  }

  readonly ask: Questions = {
    epochs: async (...asked) => readEpochs(await this.#ask('epochs', asked)),
    gaps: async (...asked) => readGaps(await this.#ask('gaps', asked)),
    proofs: async (...asked) => readProofs(await this.#ask('proofs', asked)),
    atxs: async (...asked) => readAtxs(await this.#ask('atxs', asked)),
    paid: async (...asked) => readPaid(await this.#ask('paid', asked)),
    events: async (...asked) => readEvents(await this.#ask('events', asked)),
    earned: async (...asked) => readEarned(await this.#ask('earned', asked)),
  }

  /** What was noted before is in the answer: the write that is under way, and the next one, which takes all that waits. */
  async #ask(name: string, values: readonly unknown[]): Promise<unknown> {
    for (let turn = 0; turn < 2 && this.#isWriting; turn += 1) await this.#turn
    return this.#file.ask(name, values)
  }

  /** What was told before this start. */
  async open(): Promise<void> {
    if (this.#options.mayWrite())
      await this.#file.guarded(async (thread) => {
        const rows = (await thread.ask('recent', [shownKinds, shownAtStart])) as unknown[]
        this.#told.remember(rows.flatMap((row) => Happening.safeParse(row).data ?? []))
      })
    this.#writing = this.#write()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#beats.stop()
    await this.#writing
    this.#file.tryAgain()
    await this.#write(true)
    await this.#file.close()
  }

  readonly note = (notes: readonly Note[]): void => {
    if (notes.length === 0) return
    const all = [...this.#waiting, ...notes]
    this.#waiting = all.slice(-waitingMost)
    // What goes unwritten is a time of which nothing is kept.
    if (all.length > waitingMost)
      this.#waiting = [
        { note: 'gap', node: null, cause: 'not-kept', since: this.#writtenAt, until: this.#now() },
        ...this.#waiting.slice(1),
      ]
    if (!this.#isWriting && !this.#isClosed) this.#writing = this.#write()
  }

  #now(): number {
    return this.#options.clock.now()
  }

  /** A computer that slept has looked at nothing meanwhile. */
  #beat(): Promise<number> {
    const [before, now] = [this.#livedAt, this.#now()]
    this.#livedAt = now
    if (now - before > 3 * beatMs) this.note([{ note: 'gap', node: null, cause: 'stood-still', since: before, until: now }])
    if (now - this.#writtenAt >= beatMs && !this.#isWriting) this.#writing = this.#write(true)
    return Promise.resolve(beatMs)
  }

  /** Until nothing waits, or it fails. `always`: a sign of life also where nothing waits. */
  async #write(always = false): Promise<void> {
    this.#isWriting = true
    let goesOn = true
    let isDue = always
    while (goesOn && (isDue || this.#waiting.length > 0) && this.#options.mayWrite() && this.#file.mayTry()) {
      isDue = false
      this.#turn = this.#file.guarded((thread) => this.#append(thread))
      goesOn = await this.#turn
    }
    this.#isWriting = false
  }

  async #append(thread: Thread): Promise<void> {
    const [taken, at] = [this.#waiting, this.#now()]
    const kept = { most: limits.most, since: at - limits.ms, bytes: this.#options.bytes ?? limits.bytes }
    await thread.ask('append', [taken, { at, alive: at - onTheWayMs, closed: this.#isClosed, limits: kept }])
    this.#writtenAt = at
    const written = new Set(taken)
    this.#waiting = this.#waiting.filter((one) => !written.has(one))
  }

  #failed(how: WhatOf<'history-failed'>['how'], error: unknown): void {
    const { reference } = this.#options.faults.tell('the history', error)
    const at = this.#now() as Instant
    this.tell([{ key: `history-failed ${reference}`, at, what: { is: 'history-failed', how, reference } }])
  }
}

/** Opens `history.sqlite` in a rig's folder, with its newest happenings. A damaged one is set aside and begun anew. */
export async function openHistory(folder: string, options: HistoryOptions): Promise<History> {
  const history = new KeptHistory(join(folder, 'history.sqlite'), options)
  await history.open()
  return history
}
