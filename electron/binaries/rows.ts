import { Bytes, type Instant, type RigName } from '../contract/model/basics.ts'
import type { BinaryRow } from '../contract/model/binaries.ts'
import { toolOf } from '../contract/model/tools.ts'
import type { Book, Pin, Version } from './book.ts'
import { belowFloor, librariesBeside, type Reference, referenceText } from './reference.ts'

/** What an entry of the rig has as its program. */
export interface Use {
  readonly kind: 'node' | 'service'
  readonly name: RigName
  /** An absolute path. */
  readonly program: string
  readonly runs: boolean
}

/** One file as it was last looked at. */
export type SeenFile =
  | { readonly is: 'there'; readonly sha256: string; readonly sizeBytes: number; readonly at: Instant }
  | { readonly is: 'missing' | 'unread' }

export interface Look {
  /** By path; what was not looked at yet is in order. */
  readonly files: ReadonlyMap<string, SeenFile>
  readonly noexec: ReadonlyMap<string, string | null>
  readonly quarantined: ReadonlySet<string>
}

interface Wanted {
  readonly path: string
  readonly file: string
  readonly sha256: string
}

type State = Pick<BinaryRow, 'check' | 'changed'>

/** The worst of its files says what it is. */
function stateOf(wanted: readonly Wanted[], { files }: Look, good: BinaryRow['check']): State {
  for (const { path, file, sha256 } of wanted) {
    const seen = files.get(path)
    if (seen === undefined) continue
    if (seen.is !== 'there') return { check: seen.is, changed: null }
    if (seen.sha256 !== sha256)
      return { check: 'changed', changed: { file, sha256: seen.sha256, sizeBytes: Bytes.parse(seen.sizeBytes), seenAt: seen.at } }
  }
  return { check: good, changed: null }
}

const usersOf = (path: string, uses: readonly Use[], { uses: before }: Book): BinaryRow['usedBy'] =>
  uses
    .filter(({ program }) => program === path)
    .map(({ kind, name, runs }) => ({
      kind,
      name,
      runs,
      back: before.find((one) => one.kind === kind && one.name === name)?.before ?? null,
    }))

const keptFor = (text: string, { uses }: Book): BinaryRow['kept'] =>
  uses.filter(({ before }) => before === text).map(({ kind, name }) => ({ kind, name }))

interface Seen {
  readonly book: Book
  readonly uses: readonly Use[]
  readonly look: Look
}

const shared = (path: string, text: string, { book, uses, look }: Seen) => ({
  usedBy: usersOf(path, uses, book),
  kept: keptFor(text, book),
  noexec: look.noexec.get(path) ?? null,
  quarantined: look.quarantined.has(path),
})

/** The files of a version, its program first. */
export function filesOf({ entry, program }: Pick<Version, 'entry' | 'program'>, pathOf: (file: string) => string): readonly Wanted[] {
  const files = entry.files.map(({ name, sha256 }) => ({ path: pathOf(name), file: name, sha256 }))
  return [...files.filter(({ file }) => file === program), ...files.filter(({ file }) => file !== program)]
}

function rowOfVersion(version: Version, folder: string, seen: Seen): BinaryRow {
  const { entry, from, program, check, at } = version
  const path = `${folder}${program}`
  const file = entry.files.find(({ name }) => name === program)
  return {
    key: referenceText(entry),
    tool: entry.tool,
    version: entry.version,
    path,
    ...stateOf(
      filesOf(version, (name) => `${folder}${name}`),
      seen.look,
      check,
    ),
    sha256: file?.sha256 ?? null,
    sizeBytes: file === undefined ? null : Bytes.parse(file.size),
    from,
    since: at as Instant,
    belowFloor: belowFloor(entry),
    ...shared(path, referenceText(entry), seen),
  }
}

/** A program elsewhere and the library beside it, as they were; a library that came later has to be none. */
function ownFiles({ path, sha256 }: Pin, { book, look }: Seen): readonly Wanted[] {
  const libraries = librariesBeside(path).flatMap((library) => {
    const pin = book.programs.find((one) => one.path === library)
    const came = pin === undefined && look.files.get(library)?.is === 'there'
    return pin === undefined && !came ? [] : [{ path: library, file: library, sha256: pin?.sha256 ?? '' }]
  })
  return [{ path, file: path, sha256 }, ...libraries]
}

function rowOfProgram({ program: path, kind }: Use, pin: Pin | null, seen: Seen): BinaryRow {
  const there = seen.look.files.get(path)
  const lost = there !== undefined && there.is !== 'there' ? there.is : null
  return {
    key: path,
    tool: toolOf[kind],
    version: null,
    path,
    ...(pin === null ? { check: lost ?? 'unverified', changed: null } : stateOf(ownFiles(pin, seen), seen.look, 'pinned')),
    sha256: pin?.sha256 ?? null,
    sizeBytes: pin === null ? null : Bytes.parse(pin.size),
    from: { is: 'own', place: path },
    since: pin === null ? null : (pin.at as Instant),
    belowFloor: null,
    ...shared(path, path, seen),
  }
}

/** Every version in the store, and every program elsewhere that an entry names. `folderOf`: with the separator behind it. */
export function binaryRows(seen: Seen, folderOf: (reference: Reference) => string): readonly BinaryRow[] {
  const { book, uses } = seen
  const versions = book.versions.map((version) => rowOfVersion(version, folderOf(version.entry), seen))
  const own = new Map<string, Use>()
  for (const use of uses) if (!versions.some(({ path }) => path === use.program) && !own.has(use.program)) own.set(use.program, use)
  const programs = [...own.values()].map((use) => rowOfProgram(use, book.programs.find(({ path }) => path === use.program) ?? null, seen))
  return [...versions, ...programs]
}
