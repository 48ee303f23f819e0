import * as z from 'zod/mini'
import { FileHash, Tool, ToolVersion } from '../contract/model/binaries.ts'
import { isPlainName } from './plain-names.ts'
import { refusedAs } from './refused.ts'

/** Characters; a manifest of five hundred releases needs a tenth of it. */
export const manifestLimit = 2 * 1024 * 1024
/** The longest that a signed manifest may claim to hold: who is kept from newer ones learns of it. */
const longestMs = 90 * 86_400_000
/** More than any release has, unpacked. */
export const largestFile = 4 * 1024 ** 3 - 1

/** Sums stand in either case in releases. */
const Hash = z.pipe(
  z.string().check(z.maxLength(64), z.regex(/^[0-9A-Fa-f]{64}$/)),
  z.pipe(
    z.transform((text: string) => text.toLowerCase()),
    FileHash,
  ),
)
const Size = z.int().check(z.gte(0), z.lte(largestFile))

const ListedFile = z.strictObject({
  name: z.string().check(z.maxLength(100), z.refine(isPlainName)),
  size: Size,
  sha256: Hash,
  mode: z.int().check(z.gte(0), z.lte(0o777)),
})
export type ListedFile = z.output<typeof ListedFile>

/** What one release is, file by file. `url`, `size` and `sha256` are of its archive; `null`: it came as a folder, or nobody knows whence. */
export const ManifestEntry = z.strictObject({
  tool: Tool,
  version: ToolVersion,
  os: z.string().check(z.regex(/^[a-z0-9]{1,20}$/)),
  arch: z.string().check(z.regex(/^[a-z0-9_]{1,20}$/)),
  url: z.nullable(z.string().check(z.maxLength(2000))),
  size: z.nullable(Size),
  sha256: z.nullable(Hash),
  files: z.array(ListedFile).check(
    z.minLength(1),
    z.maxLength(64),
    z.refine((files) => new Set(files.map(({ name }) => name.toLowerCase())).size === files.length),
  ),
})
export type ManifestEntry = z.output<typeof ManifestEntry>

const Manifest = z.strictObject({
  version: z.literal(1),
  /** Grows with each one that is signed: an older one is never taken again. */
  counter: z.int().check(z.gte(1)),
  /** UTC, as `2026-12-01T00:00:00Z`. */
  expires: z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)),
  entries: z.array(ManifestEntry).check(z.maxLength(500)),
})
export type Manifest = z.output<typeof Manifest>

/** Throws `archive_refused`. */
export function parseManifest(text: string): Manifest {
  if (text.length > manifestLimit) throw refusedAs('manifest-form', '')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refusedAs('manifest-form', '')
  }
  const parsed = z.safeParse(Manifest, value)
  if (!parsed.success) throw refusedAs('manifest-form', parsed.error.issues[0]?.path.join('.') ?? '')
  return parsed.data
}

/** What was taken of one before: the counter, and the whole text's hash. */
interface Before {
  readonly counter: number
  readonly hash: string
}

/** A signed manifest by its own figures; `now`: milliseconds since 1970. Throws `archive_refused`. */
export function checkManifest(manifest: Manifest, hash: string, { before, now }: { before: Before | null; now: number }): void {
  const { counter, expires } = manifest
  const until = Date.parse(expires)
  if (!(until - now <= longestMs)) throw refusedAs('manifest-form', 'expires')
  if (until <= now) throw refusedAs('manifest-expired', expires)
  if (before !== null && (counter < before.counter || (counter === before.counter && hash !== before.hash)))
    throw refusedAs('manifest-older', String(counter), String(before.counter))
}
