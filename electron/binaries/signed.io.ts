import { createHash } from 'node:crypto'
import type { KeptBook } from './book.io.ts'
import type { Book } from './book.ts'
import { checkManifest, type Manifest, type ManifestEntry, parseManifest } from './manifest.ts'
import { parseKey, parseSignature } from './minisign.ts'
import { refusedAs } from './refused.ts'
import { checkSignature } from './signature.io.ts'

/** Whose manifests are believed from now on; what another key has signed counts no more. Throws `archive_refused`. */
export async function pinKey(book: KeptBook, text: string): Promise<string> {
  const { id } = parseKey(text)
  await book.change((before) => ({ ...before, key: text.trim(), signed: before.key === text.trim() ? before.signed : null }))
  return id
}

/** Takes a manifest that was signed with the pinned key, and is not older than the last one. Throws `archive_refused`. */
export async function takeManifest(
  book: KeptBook,
  { bytes, signature }: { bytes: Uint8Array; signature: string },
  now: number,
): Promise<Manifest> {
  const key = book.now()?.key ?? null
  if (key === null) throw refusedAs('manifest-no-key')
  checkSignature(bytes, parseSignature(signature), parseKey(key))
  const manifest = parseManifest(new TextDecoder().decode(bytes))
  const hash = createHash('sha256').update(bytes).digest('hex')
  const { counter, expires, entries } = manifest
  await book.change((before) => {
    checkManifest(manifest, hash, { before: before.signed, now })
    return { ...before, signed: { counter, hash, expires, entries } }
  })
  return manifest
}

type Named = Pick<ManifestEntry, 'tool' | 'version'>
type Release = Pick<ManifestEntry, 'tool' | 'version' | 'os' | 'arch'>

/** The same version for the same system. */
export const isSameRelease = (one: Release, other: Release): boolean =>
  one.tool === other.tool && one.version === other.version && one.os === other.os && one.arch === other.arch

/** What a version has to be, and who says so: first who signed, as long as that holds; then the person. Throws `archive_refused`. */
export function wantedOf(
  { signed, pinned }: Book,
  { tool, version }: Named,
  now: number,
): { entry: ManifestEntry | null; signed: boolean } {
  const here = (one: ManifestEntry) => isSameRelease(one, { tool, version, os: process.platform, arch: process.arch })
  const said = signed?.entries.find(here)
  if (signed !== null && said !== undefined) {
    if (Date.parse(signed.expires) <= now) throw refusedAs('manifest-expired', signed.expires)
    return { entry: said, signed: true }
  }
  return { entry: pinned.find(here) ?? null, signed: false }
}
