import { AppError } from '../contract/errors.ts'
import { Bytes } from '../contract/model/basics.ts'
import type { BinaryStore } from '../contract/model/binaries.ts'
import { saw } from '../contract/seen.ts'
import type { Clock } from '../time/index.ts'
import { bookUnread, type KeptBook } from './book.io.ts'
import type { Book, From } from './book.ts'
import { checkUrl, type Fetch } from './download.io.ts'
import type { ManifestEntry } from './manifest.ts'
import type { StorePlaces } from './places.ts'
import { type Reference, referenceText } from './reference.ts'
import { refusedAs } from './refused.ts'
import { isSameRelease, wantedOf } from './signed.io.ts'
import { noexecOf } from './system-looks.io.ts'
import { readRelease, type TakeIn, takeIn } from './take-in.io.ts'

type Shown = NonNullable<BinaryStore['taking']>

/** Each step is told to every page. */
const toldBytes = 4 * 1024 * 1024

export interface TakingDeps {
  readonly book: KeptBook
  readonly places: StorePlaces
  readonly clock: Clock
  readonly fetch: Fetch
  readonly loopback: boolean
  readonly tell: () => void
}

/** Versions on their way into the store, one at a time. */
export class Taking {
  readonly #deps: TakingDeps
  #shown: Shown | null = null
  #cancel: AbortController | null = null

  constructor(deps: TakingDeps) {
    this.#deps = deps
  }

  shown(): Shown | null {
    return this.#shown
  }

  #say(change: Partial<Shown>): void {
    if (this.#shown === null) return
    this.#shown = { ...this.#shown, ...change }
    this.#deps.tell()
  }

  /** Resolves when it lies in its place; what speaks against it before it begins is thrown at once. */
  add(reference: Reference, from: From): Promise<void> {
    const { book, loopback } = this.#deps
    const known = book.now()
    if (known === null) throw bookUnread(book.path)
    if (this.#cancel !== null) throw new AppError('already_running', saw('taking-now'))
    const same = ({ tool, version }: Reference) => tool === reference.tool && version.toLowerCase() === reference.version.toLowerCase()
    if (known.versions.some(({ entry }) => same(entry))) throw refusedAs('binary-there', referenceText(reference))
    if (from.is === 'url') checkUrl(from.place, loopback)
    return this.#takeIn(known, reference, from)
  }

  #how(reference: Reference, from: From): Omit<TakeIn, 'signal' | 'wanted' | 'told'> {
    const { places, fetch, clock, loopback } = this.#deps
    return { places, reference, from, fetch, clock, loopback }
  }

  readonly #told: TakeIn['told'] = (step, done, of) => {
    if (step !== this.#shown?.step || done - this.#shown.done >= toldBytes)
      this.#say({ step, done: Bytes.parse(done), of: of === null ? null : Bytes.parse(of) })
  }

  async #takeIn(known: Book, reference: Reference, from: From): Promise<void> {
    const { book, clock, places, tell } = this.#deps
    const cancel = new AbortController()
    this.#cancel = cancel
    this.#shown = { ...reference, step: 'checking', done: Bytes.parse(0), of: null, failed: null }
    try {
      const { entry: wanted, signed } = wantedOf(known, reference, clock.now())
      const point = await noexecOf(places.root)
      if (point !== null) throw new AppError('start_failed', saw('noexec', places.root, point))
      const taken = await takeIn({ ...this.#how(reference, from), wanted, signal: cancel.signal, told: this.#told })
      await book.change((before) => ({ ...before, versions: [...before.versions, { ...taken, check: signed ? 'verified' : 'pinned' }] }))
      this.#shown = null
    } catch (error) {
      this.#failed(error, cancel.signal.aborted)
      throw error
    } finally {
      this.#cancel = null
      tell()
    }
  }

  #failed(error: unknown, cancelled: boolean): void {
    // What the network or the disk says for itself stands beside it.
    const code = error instanceof AppError ? error.code : this.#shown?.step === 'fetching' ? 'download_failed' : 'archive_refused'
    if (cancelled) this.#shown = null
    else this.#say({ step: 'failed', failed: { code, said: error instanceof Error ? error.message : String(error) } })
  }

  /** Writes down what a version has to be, as it lies there now; what is added later has to be just that. */
  async pin(reference: Reference, from: From): Promise<ManifestEntry> {
    const signal = new AbortController().signal
    const entry = await readRelease({ ...this.#how(reference, from), wanted: null, signal, told: () => undefined })
    await this.#deps.book.change((book) => ({ ...book, pinned: [...book.pinned.filter((one) => !isSameRelease(one, entry)), entry] }))
    return entry
  }

  /** Ends what is under way, or forgets that it failed. */
  cancel(): void {
    this.#cancel?.abort()
    if (this.#cancel === null) this.#shown = null
    this.#deps.tell()
  }
}
