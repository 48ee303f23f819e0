import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { type CopyOptions, type Written, writeParts } from './copy.io.ts'
import type { ListedFile } from './manifest.ts'
import { plainNames } from './plain-names.ts'
import { refusedAs } from './refused.ts'
import { checkApart, checkLocal, endReach, localHeaderSize, localLength, parseZipEnd, parseZipList, type ZipEntry } from './zip.ts'

/** More than any release has, unpacked in all. */
const largestRelease = 8 * 1024 ** 3

export interface Unpacking extends Pick<CopyOptions, 'signal' | 'told'> {
  /** Only these, and all of them; `null`: whatever plain files there are. */
  readonly wanted: readonly ListedFile[] | null
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  const { bytesRead } = await file.read(bytes, 0, length, at)
  if (bytesRead < length) throw refusedAs('archive-cut')
  return bytes
}

async function listOf(file: FileHandle): Promise<{ readonly entries: readonly ZipEntry[]; readonly listAt: number }> {
  const { size } = await file.stat()
  const reach = Math.min(size, endReach)
  const end = parseZipEnd(await bytesAt(file, size - reach, reach), size)
  return { entries: parseZipList(await bytesAt(file, end.offset, end.size), end), listAt: end.offset }
}

/** Where each entry's bytes begin, once both of its headers say the same and no two entries share a byte. */
async function startsOf(file: FileHandle): Promise<ReadonlyMap<ZipEntry, number>> {
  const { entries, listAt } = await listOf(file)
  const starts = new Map<ZipEntry, number>()
  for (const entry of entries) {
    if (entry.offset + localHeaderSize > listAt) throw refusedAs('archive-cut', entry.name)
    const length = localLength(await bytesAt(file, entry.offset, localHeaderSize), entry)
    checkLocal(await bytesAt(file, entry.offset, length), entry)
    starts.set(entry, entry.offset + length)
  }
  checkApart(entries, (entry) => (starts.get(entry) ?? 0) + entry.packed, listAt)
  return starts
}

/** Unpacked as they come; what is no such stream is refused. */
async function* partsOf(file: FileHandle, { name, method, packed }: ZipEntry, start: number): AsyncGenerator<Uint8Array> {
  if (packed === 0) return
  const raw = file.createReadStream({ start, end: start + packed - 1, autoClose: false })
  if (method === 'stored') {
    yield* raw
    return
  }
  const inflated = createInflateRaw()
  const broken = pipeline(raw, inflated).catch(() => refusedAs('archive-broken', name))
  try {
    yield* inflated
  } catch {
    throw (await broken) ?? refusedAs('archive-broken', name)
  }
}

/**
 * Unpacks an archive of a release into an empty folder; nothing is written until all of its headers were read and are in order, and
 * nothing but plain files, by their plain names. Throws `archive_refused`, and Node's error of the disk.
 */
export async function unpack(archive: string, into: string, { wanted, signal, told }: Unpacking): Promise<ReadonlyMap<string, Written>> {
  const file = await open(archive, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    const starts = await startsOf(file)
    const files = plainNames([...starts.keys()], wanted?.map(({ name }) => name) ?? null)
    const sizes = [...files.values()].reduce((sum, { size }) => sum + size, 0)
    if (sizes > largestRelease) throw refusedAs('archive-size', '', String(largestRelease))
    for (const { name, size } of wanted ?? []) if ((files.get(name)?.size ?? 0) > size) throw refusedAs('archive-size', name, String(size))
    const written = new Map<string, Written>()
    for (const [name, entry] of files) {
      const one = await writeParts(partsOf(file, entry, starts.get(entry) ?? 0), join(into, name), { most: entry.size, name, signal, told })
      if (one.size !== entry.size || one.crc !== entry.crc) throw refusedAs('archive-broken', name)
      written.set(name, one)
    }
    return written
  } finally {
    await file.close()
  }
}
