import { join, sep } from 'node:path'
import { AppError } from '../contract/errors.ts'
import type { BinaryRow, BinaryStore } from '../contract/model/binaries.ts'
import { saw } from '../contract/seen.ts'
import { type Barrier, type Clock, repeat } from '../time/index.ts'
import { type KeptBook, openBook } from './book.io.ts'
import { type AcceptedFile, type From, type Use as KeptUse, withAccepted } from './book.ts'
import type { Fetch } from './download.io.ts'
import { type GateDeps, prove, type StillProven, spokenAgainst } from './gate.io.ts'
import { measure } from './hash.io.ts'
import type { ManifestEntry } from './manifest.ts'
import { storePlaces } from './places.ts'
import { librariesBeside, type Reference, referenceText } from './reference.ts'
import { refusedAs } from './refused.ts'
import { binaryRows, filesOf, type Use } from './rows.ts'
import { clearQuarantine, moveAway } from './store-folders.io.ts'
import { noexecOf } from './system-looks.io.ts'
import { Taking } from './taking.io.ts'
import { FileLooks, type Looked } from './watch.io.ts'

export interface BinariesOptions {
  /** Of the rig: the store lies in it. */
  readonly profileFolder: string
  /** What the entries of the rig have as their programs now. */
  readonly uses: () => readonly Use[]
  readonly clock: Clock
  readonly fetch: Fetch
  readonly mayWrite: () => boolean
  readonly barrier: Barrier
  /** For tests: downloads by http from this computer, too. */
  readonly loopback?: boolean
}

const lookEveryMs = 15_000
const windows = process.platform === 'win32'
const unknown = (what: Reference): AppError => new AppError('not_found', saw('binary-unknown', referenceText(what)))

/** The programs of a rig: those of its store, and those elsewhere that its entries name. */
class BinaryPrograms {
  readonly #options: BinariesOptions
  readonly #places: ReturnType<typeof storePlaces>
  readonly #book: KeptBook
  readonly #looks: FileLooks
  readonly #listeners: (() => void)[] = []
  readonly #gate: GateDeps
  readonly #taking: Taking
  #loop: ReturnType<typeof repeat> | null = null
  #noexec: string | null = null
  #changed: ReadonlySet<string> = new Set()

  constructor(options: BinariesOptions, book: KeptBook) {
    const { clock, profileFolder } = options
    this.#options = options
    this.#book = book
    this.#places = storePlaces(profileFolder, join)
    this.#looks = new FileLooks(clock.now)
    const { fetch, loopback = false } = options
    this.#taking = new Taking({ book, places: this.#places, clock, fetch, loopback, tell: () => this.#tell() })
    this.#gate = {
      book,
      now: clock.now,
      inStore: (program) => this.#inStore(program),
      found: (path, measured) => {
        this.#looks.note(path, measured)
        this.#tell()
      },
    }
  }

  #inStore(program: string): ReturnType<GateDeps['inStore']> {
    if (!program.startsWith(this.#places.root + sep)) return null
    const version = this.#book.now()?.versions.find(({ entry }) => this.#places.programOf(entry, windows) === program) ?? null
    return { version, files: version === null ? [] : filesOf(version, (name) => join(this.#places.folderOf(version.entry), name)) }
  }

  /** Looks again and again at what programs are started from. */
  watch(): void {
    const look = async () => {
      await this.look()
      return lookEveryMs
    }
    this.#loop = repeat(this.#options.clock, look, this.#options.barrier)
  }

  /** Something that its programs are named by has changed. */
  readonly lookSoon = (): void => this.#loop?.now()

  async look(): Promise<void> {
    const { versions = [], programs = [] } = this.#book.now() ?? {}
    const stored = versions.flatMap((version) =>
      filesOf(version, (name) => join(this.#places.folderOf(version.entry), name)).map(
        ({ path, file }): Looked => ({ path, hashed: true, program: file === version.program }),
      ),
    )
    const own = new Set(this.#options.uses().map(({ program }) => program))
    for (const { path } of stored) own.delete(path)
    const named = [...own].flatMap((path): Looked[] => {
      const hashed = programs.some((pin) => pin.path === path)
      const beside = hashed ? librariesBeside(path).map((library) => ({ path: library, hashed, program: false })) : []
      return [{ path, hashed, program: true }, ...beside]
    })
    await this.#looks.look([...stored, ...named])
    this.#noexec = await noexecOf(this.#places.root)
    this.#tell()
  }

  readonly rows = (): readonly BinaryRow[] => {
    const book = this.#book.now()
    const uses = this.#options.uses()
    return book === null ? [] : binaryRows({ book, uses, look: this.#looks }, (one) => `${this.#places.folderOf(one)}${sep}`)
  }

  readonly state = (): BinaryStore => ({
    folder: this.#places.root,
    unread: this.#book.now() === null ? this.#book.path : null,
    noexec: this.#noexec,
    taking: this.#taking.shown(),
  })

  readonly onChange = (listener: () => void): void => void this.#listeners.push(listener)

  #tell(): void {
    this.#changed = new Set(this.rows().flatMap(({ path, check }) => (check === 'changed' ? [path] : [])))
    for (const listener of this.#listeners) listener()
  }

  /** Whether a program is another one than it has to be, by the last look; where nobody knows what it has to be it counts as one. */
  readonly isChanged = (program: string): boolean => this.#book.now() === null || this.#changed.has(program)

  /** Right before a start. Throws `hash_mismatch`, `start_failed`. */
  readonly prove = (program: string): Promise<StillProven> => prove(this.#gate, program)

  readonly prepare = (program: string): Promise<string | null> => this.spokenAgainst(program)

  /** What speaks against a start, without one; `null`: nothing. */
  readonly spokenAgainst = (program: string): Promise<string | null> => spokenAgainst(this.#gate, program)

  /** Takes a version in, behind who asks; what comes of it is told. Throws at once what speaks against it before it begins. */
  readonly begin = (reference: Reference, from: From): void => void this.add(reference, from).catch(() => undefined)

  /** Takes a version in; resolves when it lies in its place. Throws `already_running`, `archive_refused`, `download_failed`, `start_failed`. */
  readonly add = (reference: Reference, from: From): Promise<void> => this.#taking.add(reference, from).finally(this.lookSoon)

  /** Writes down what a version has to be. Throws as `add`. */
  readonly pin = (reference: Reference, from: From): Promise<ManifestEntry> => this.#taking.pin(reference, from)

  /** Ends what is being taken in, or forgets that it failed. */
  readonly cancel = (): void => this.#taking.cancel()

  /** Throws `not_found`; `archive_refused` while an entry names it. */
  async remove(reference: Reference): Promise<void> {
    const text = referenceText(reference)
    const row = this.rows().find(({ key }) => key === text)
    if (row === undefined) throw unknown(reference)
    const [user] = row.usedBy
    if (user !== undefined) throw refusedAs('binary-used', text, user.name)
    await this.#book.change((before) => ({
      ...before,
      versions: before.versions.filter(({ entry }) => referenceText(entry) !== text),
      uses: before.uses.filter((use) => use.before !== text),
    }))
    this.#tell()
    await moveAway(this.#places, reference)
  }

  /** The path of a version's program. Throws `not_found`. */
  readonly programOf = (reference: Reference): string => {
    if (!this.rows().some(({ key }) => key === referenceText(reference))) throw unknown(reference)
    return this.#places.programOf(reference, windows)
  }

  /** How settings name a program: by its version where it lies in the store, else by its path. */
  readonly nameOf = (program: string): string => {
    const version = this.#inStore(program)?.version
    return version == null ? program : referenceText(version.entry)
  }

  /** What an entry had before, one act away. Durable when it returns. */
  readonly noteUse = (use: KeptUse): Promise<void> =>
    this.#book.change((book) => ({
      ...book,
      uses: [...book.uses.filter(({ kind, name }) => kind !== use.kind || name !== use.name), use],
    }))

  /** Throws `not_found`. */
  readonly before = ({ kind, name }: Pick<KeptUse, 'kind' | 'name'>): string => {
    const use = this.#book.now()?.uses.find((one) => one.kind === kind && one.name === name)
    if (use === undefined) throw new AppError('not_found', saw('no-way-back', name))
    return use.before
  }

  /** A person takes the file for right that was shown. Throws `not_found`, `archive_refused` when it is yet another one now. */
  async accept(key: string, sha256: string): Promise<void> {
    const row = this.rows().find((one) => one.key === key)
    const changed = row?.changed ?? null
    if (row === undefined || changed === null) throw new AppError('not_found', saw('binary-unknown', key))
    const path = row.version === null ? changed.file : join(row.path, '..', changed.file)
    const found = await measure(path)
    if (found?.sha256 !== sha256) throw refusedAs('binary-moved-on', path)
    const file: AcceptedFile = { key, path, name: changed.file, sha256, size: found.sizeBytes, at: this.#options.clock.now() }
    await this.#book.change((book) => withAccepted(book, file))
    this.#tell()
  }

  /** What is being taken in ends; what is started is proven no more. */
  async close(): Promise<void> {
    this.#loop?.stop()
    this.#taking.cancel()
    await this.#book.settled()
  }
}

export type Binaries = Pick<BinaryPrograms, keyof BinaryPrograms> & { readonly book: KeptBook }

/** Opens the store of a rig. Nothing is looked at before `watch`. */
export async function openBinaries(options: BinariesOptions): Promise<Binaries> {
  const { root, quarantine } = storePlaces(options.profileFolder, join)
  const book = await openBook(root, options.mayWrite)
  if (options.mayWrite()) await clearQuarantine(quarantine)
  return Object.assign(new BinaryPrograms(options, book), { book })
}
