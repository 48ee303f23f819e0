import * as z from 'zod/mini'
import { RigName } from '../contract/model/basics.ts'
import { FileHash } from '../contract/model/binaries.ts'
import { ManifestEntry } from './manifest.ts'
import { parseReference, referenceText } from './reference.ts'

const path = z.string().check(z.minLength(1), z.maxLength(4096))

const From = z.strictObject({ is: z.enum(['archive', 'folder', 'url']), place: path })
export type From = z.output<typeof From>

const Version = z.strictObject({
  entry: ManifestEntry,
  check: z.enum(['verified', 'pinned']),
  from: From,
  /** The program of the tool among its files, as it is kept. */
  program: z.string().check(z.maxLength(100)),
  at: z.number(),
})
export type Version = z.output<typeof Version>

const Pin = z.strictObject({ path, sha256: FileHash, size: z.number(), at: z.number() })
export type Pin = z.output<typeof Pin>

const Use = z.strictObject({ kind: z.enum(['node', 'service']), name: RigName, before: path })
export type Use = z.output<typeof Use>

/** What the store remembers. */
const Book = z.strictObject({
  version: z.literal(1),
  /** The key that the person pinned, as minisign writes it. */
  key: z.nullable(z.string().check(z.maxLength(4096))),
  /** The newest manifest that was signed with it. */
  signed: z.nullable(
    z.strictObject({ counter: z.number(), hash: FileHash, expires: z.string(), entries: z.array(ManifestEntry).check(z.maxLength(500)) }),
  ),
  /** What the person has pinned. */
  pinned: z.array(ManifestEntry).check(z.maxLength(500)),
  /** What lies in the store. */
  versions: z.array(Version).check(z.maxLength(500)),
  /** Programs elsewhere, by their path, as they were at their first start or as a person took them since. */
  programs: z.array(Pin).check(z.maxLength(2500)),
  /** What each entry had before its program was last changed here. */
  uses: z.array(Use).check(z.maxLength(2500)),
})
export type Book = z.output<typeof Book>

/** Characters. */
export const bookLimit = 8 * 1024 * 1024

export const emptyBook: Book = { version: 1, key: null, signed: null, pinned: [], versions: [], programs: [], uses: [] }

export const bookText = (book: Book): string => `${JSON.stringify(book, null, 1)}\n`

/** `null`: it is none; what it said of any program is not known then. */
export function parseBook(text: string): Book | null {
  if (text.length > bookLimit) return null
  try {
    return z.safeParse(Book, JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** A changed file that a person has taken for right: of a program elsewhere by its path, of a version by its key and the file's name. */
export interface AcceptedFile {
  readonly key: string
  readonly path: string
  readonly name: string
  readonly sha256: string
  readonly size: number
  readonly at: number
}

const acceptedIn = (version: Version, { name, sha256, size }: AcceptedFile): Version => ({
  ...version,
  // What nobody has signed is pinned.
  check: 'pinned',
  entry: { ...version.entry, files: version.entry.files.map((file) => (file.name === name ? { ...file, sha256, size } : file)) },
})

const withPin = (pins: readonly Pin[], { path, sha256, size, at }: AcceptedFile): Pin[] => [
  ...pins.filter((pin) => pin.path !== path),
  { path, sha256, size, at },
]

export const withAccepted = (book: Book, file: AcceptedFile): Book => ({
  ...book,
  programs: parseReference(file.key) === null ? withPin(book.programs, file) : book.programs,
  versions: book.versions.map((version) => (referenceText(version.entry) === file.key ? acceptedIn(version, file) : version)),
})
