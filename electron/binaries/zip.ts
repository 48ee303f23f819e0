import { refusedAs } from './refused.ts'

/** One entry of an archive, as both of its headers say it. */
export interface ZipEntry {
  readonly name: string
  readonly folder: boolean
  readonly method: 'stored' | 'deflated'
  readonly flags: number
  readonly crc: number
  /** Bytes in the archive, and unpacked. */
  readonly packed: number
  readonly size: number
  /** Where its own header begins. */
  readonly offset: number
}

/** Where the list of all entries lies. */
export interface ZipEnd {
  readonly offset: number
  readonly size: number
  readonly count: number
}

/** Bytes from the end within which the last record lies: itself, and a comment. */
export const endReach = 22 + 0xffff
export const localHeaderSize = 30
/** Releases hold ten files. */
const mostEntries = 200
const mostRatio = 200
const ends = 0x06054b50
const listed = 0x02014b50
const local = 0x04034b50
const [encrypted, streamed, strong, masked] = [0x1, 0x8, 0x40, 0x2000]
/** Extra fields that would tell another name or another size than the header itself. */
const otherTellings: ReadonlySet<number> = new Set([0x0001, 0x7075])

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Finds the end of an archive in its last bytes. Two readings of one file are refused: programs would choose differently. Throws `archive_refused`. */
export function parseZipEnd(tail: Uint8Array, fileSize: number): ZipEnd {
  const view = viewOf(tail)
  const found: number[] = []
  for (let at = tail.length - 22; at >= 0; at--) {
    if (view.getUint32(at, true) === ends && at + 22 + view.getUint16(at + 20, true) === tail.length) found.push(at)
  }
  const [at] = found
  if (at === undefined) throw refusedAs('archive-none')
  if (found.length > 1) throw refusedAs('archive-form')
  const [count, size, offset] = [view.getUint16(at + 10, true), view.getUint32(at + 12, true), view.getUint32(at + 16, true)]
  const oneDisk = view.getUint32(at + 4, true) === 0 && view.getUint16(at + 8, true) === count
  if (!oneDisk || count === 0 || count > mostEntries || size > 0x100000) throw refusedAs('archive-form')
  if (offset + size !== fileSize - tail.length + at) throw refusedAs('archive-cut')
  return { offset, size, count }
}

/** ASCII alone: other letters are written in more ways than one. `null` for anything else. */
function nameOf(bytes: Uint8Array): string | null {
  return bytes.every((byte) => byte >= 0x20 && byte < 0x7f) ? String.fromCharCode(...bytes) : null
}

function checkExtra(extra: Uint8Array, name: string): void {
  const view = viewOf(extra)
  for (let at = 0; at < extra.length; ) {
    if (at + 4 > extra.length) throw refusedAs('archive-cut', name)
    if (otherTellings.has(view.getUint16(at, true))) throw refusedAs('archive-form', name)
    at += 4 + view.getUint16(at + 2, true)
    if (at > extra.length) throw refusedAs('archive-cut', name)
  }
}

/** Only plain files and folders; what says nothing of itself is what its name says. */
function checkKind(mode: number, folder: boolean, name: string): void {
  const kind = mode & 0o170000
  if (kind !== 0 && kind !== (folder ? 0o040000 : 0o100000)) throw refusedAs('archive-link', name)
}

function checkForm(entry: ZipEntry, method: number): void {
  const { flags, name, size, packed, folder } = entry
  if ((flags & (encrypted | strong | masked)) !== 0 || (method !== 0 && method !== 8)) throw refusedAs('archive-form', name)
  if (size > mostRatio * packed) throw refusedAs('archive-ratio', name)
  if ((method === 0 && size !== packed) || (folder && size !== 0)) throw refusedAs('archive-headers', name)
}

/** Reads the list of entries. Throws `archive_refused` for whatever is not plain. */
export function parseZipList(bytes: Uint8Array, { count }: Pick<ZipEnd, 'count'>): readonly ZipEntry[] {
  const view = viewOf(bytes)
  const entries: ZipEntry[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== listed) throw refusedAs('archive-cut')
    const [named, extra, said] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)]
    const end = at + 46 + named + extra + said
    if (end > bytes.length) throw refusedAs('archive-cut')
    const name = nameOf(bytes.subarray(at + 46, at + 46 + named))
    if (name === null) throw refusedAs('archive-name', '')
    const method = view.getUint16(at + 10, true)
    const folder = name.endsWith('/')
    const entry: ZipEntry = {
      name,
      folder,
      method: method === 0 ? 'stored' : 'deflated',
      flags: view.getUint16(at + 8, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    }
    checkExtra(bytes.subarray(at + 46 + named, at + 46 + named + extra), name)
    checkKind(view.getUint32(at + 38, true) >>> 16, folder, name)
    if (view.getUint16(at + 34, true) !== 0) throw refusedAs('archive-form', name)
    checkForm(entry, method)
    entries.push(entry)
    at = end
  }
  if (at !== bytes.length) throw refusedAs('archive-cut')
  return entries
}

/** How long an entry's own header is, with what stands before its bytes. Throws `archive_refused` unless it says the same as the list. */
export function localLength(header: Uint8Array, { name }: Pick<ZipEntry, 'name'>): number {
  const view = viewOf(header)
  if (header.length < localHeaderSize || view.getUint32(0, true) !== local) throw refusedAs('archive-headers', name)
  return localHeaderSize + view.getUint16(26, true) + view.getUint16(28, true)
}

/** The whole of that header against the list. Throws `archive_refused`. */
export function checkLocal(header: Uint8Array, { name, method, flags, crc, packed, size }: ZipEntry): void {
  const view = viewOf(header)
  const named = view.getUint16(26, true)
  const same =
    nameOf(header.subarray(localHeaderSize, localHeaderSize + named)) === name &&
    view.getUint16(6, true) === flags &&
    view.getUint16(8, true) === (method === 'stored' ? 0 : 8)
  // One that was written as a stream has its figures behind its bytes, and zeros here.
  const figure = (at: number, wanted: number) =>
    view.getUint32(at, true) === wanted || ((flags & streamed) !== 0 && view.getUint32(at, true) === 0)
  if (!same || !figure(14, crc) || !figure(18, packed) || !figure(22, size)) throw refusedAs('archive-headers', name)
  checkExtra(header.subarray(localHeaderSize + named), name)
}

/** A part of a file belongs to one entry only. `ends`: where each entry's bytes end. Throws `archive_refused`. */
export function checkApart(entries: readonly ZipEntry[], endOf: (entry: ZipEntry) => number, listAt: number): void {
  const ordered = [...entries].sort((one, other) => one.offset - other.offset)
  for (const [at, entry] of ordered.entries())
    if (endOf(entry) > (ordered[at + 1]?.offset ?? listAt)) throw refusedAs('archive-headers', entry.name)
}
