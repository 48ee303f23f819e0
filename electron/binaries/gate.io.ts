import { AppError } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'
import { errorCode } from '../storage/index.ts'
import { bookUnread, type KeptBook } from './book.io.ts'
import type { Version } from './book.ts'
import { isStill, type Measured, measure } from './hash.io.ts'
import { librariesBeside } from './reference.ts'
import { noexecOf } from './system-looks.io.ts'

/** A file that a start loads, and what it has to be; `null`: nobody has said yet. */
interface Needed {
  readonly path: string
  readonly sha256: string | null
  /** One that nobody has spoken of, beside a program that was started without it. */
  readonly late?: boolean
}

export interface GateDeps {
  readonly book: KeptBook
  readonly now: () => number
  /** The files of the version whose program this is; `null`: it does not lie in the store. */
  readonly inStore: (program: string) => { readonly version: Version | null; readonly files: readonly Needed[] } | null
  /** What was found of a file: shown at once. */
  readonly found: (path: string, measured: Measured) => void
}

/** Said in the same turn in which a process is born: nothing of what was proven has changed since. */
export type StillProven = () => boolean

const changed = (path: string, wanted: string, found: string): AppError =>
  new AppError('hash_mismatch', saw('program-changed', path, wanted, found))

/** What a start needs, by the book alone. Throws `hash_mismatch` where nothing is known that should be. */
function neededOf({ book, inStore }: GateDeps, program: string): readonly Needed[] {
  const known = book.now()
  if (known === null) throw bookUnread(book.path)
  const stored = inStore(program)
  if (stored !== null) {
    if (stored.version === null) throw new AppError('hash_mismatch', saw('binary-unknown', program))
    return stored.files
  }
  const pinOf = (path: string) => known.programs.find((one) => one.path === path)?.sha256 ?? null
  const own = pinOf(program)
  // Its library is code of it as well.
  const beside = librariesBeside(program).map((path) => ({ path, sha256: pinOf(path), late: own !== null }))
  return [{ path: program, sha256: own }, ...beside]
}

/** `null`: it is not there, which who starts it says better. */
async function measured({ found }: GateDeps, path: string): Promise<Measured | null> {
  try {
    const one = await measure(path)
    if (one === null) throw changed(path, '', '')
    found(path, one)
    return one
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null
    throw error
  }
}

/** From its first start on, a program of the person's own has to stay what it is. */
async function pin({ book, now }: GateDeps, path: string, { sha256, sizeBytes }: Measured): Promise<void> {
  await book.change((before) =>
    before.programs.some((one) => one.path === path)
      ? before
      : { ...before, programs: [...before.programs, { path, sha256, size: sizeBytes, at: now() }] },
  )
}

/**
 * Proves a program right before it is started: each file that it is started from is the one that was taken in, or that was there at its
 * first start. Throws `hash_mismatch` for one that is not, `start_failed` where the system starts nothing.
 */
export async function prove(deps: GateDeps, program: string): Promise<StillProven> {
  const proven: (readonly [string, Measured])[] = []
  for (const { path, sha256, late = false } of neededOf(deps, program)) {
    const found = await measured(deps, path)
    if (found === null && (path === program || sha256 === null)) continue
    if (found === null || (sha256 === null && late)) throw changed(path, sha256 ?? '', found?.sha256 ?? '')
    if (sha256 === null) await pin(deps, path, found)
    const wanted = sha256 ?? deps.book.now()?.programs.find((one) => one.path === path)?.sha256
    if (found.sha256 !== wanted) throw changed(path, wanted ?? '', found.sha256)
    proven.push([path, found])
  }
  const point = await noexecOf(program)
  if (point !== null) throw new AppError('start_failed', saw('noexec', program, point))
  return () => proven.every(([path, found]) => isStill(path, found))
}

/** What speaks against a program by what it should be, without starting or pinning anything; `null`: nothing. */
export async function spokenAgainst(deps: GateDeps, program: string): Promise<string | null> {
  try {
    for (const { path, sha256, late = false } of neededOf(deps, program)) {
      const found = await measured(deps, path)
      const wanted = sha256 ?? (late ? '' : null)
      if (found !== null && wanted !== null && found.sha256 !== wanted) throw changed(path, wanted, found.sha256)
    }
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
