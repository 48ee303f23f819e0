import { createHash, randomBytes } from 'node:crypto'
import { chmod, lstat, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BinaryStore } from '../contract/model/binaries.ts'
import { realFs, renameDurably } from '../storage/index.ts'
import type { Clock } from '../time/index.ts'
import type { From, Version } from './book.ts'
import { copyPlain, type Written } from './copy.io.ts'
import { download, type Fetch } from './download.io.ts'
import { measure } from './hash.io.ts'
import { largestFile, type ManifestEntry } from './manifest.ts'
import type { StorePlaces } from './places.ts'
import { plainNames } from './plain-names.ts'
import { isProgram, isReleased, keptName, programIn, type Reference } from './reference.ts'
import { refusedAs } from './refused.ts'
import { unpack } from './unpack.io.ts'

type Step = NonNullable<BinaryStore['taking']>['step']

export interface TakeIn {
  readonly places: StorePlaces
  readonly reference: Reference
  readonly from: From
  /** What it has to be; `null`: nobody has said, it is pinned as it comes. */
  readonly wanted: ManifestEntry | null
  readonly fetch: Fetch
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly told: (step: Step, done: number, of: number | null) => void
  readonly loopback?: boolean
}

type Release = Pick<ManifestEntry, 'url' | 'size' | 'sha256' | 'files'>
interface Archive {
  readonly size: number
  readonly sha256: string
}

const counted = ({ told }: TakeIn, step: Step, of: number | null) => {
  let done = 0
  told(step, 0, of)
  return (bytes: number) => {
    done += bytes
    told(step, done, of)
  }
}

/** Only where a hash will judge the whole is a part of before gone on with. */
async function fetched(asked: TakeIn, to: string): Promise<void> {
  const { places, from, wanted, fetch, clock, signal, told, loopback = false } = asked
  const part = join(places.quarantine, `${createHash('sha256').update(from.place).digest('hex').slice(0, 16)}.part`)
  if (wanted?.sha256 == null) await rm(part, { force: true })
  const most = wanted?.size ?? largestFile
  const there = await stat(part).catch(() => null)
  if (there === null || there.size !== wanted?.size)
    await download({ url: from.place, to: part, most, fetch, clock, signal, loopback, told: (done, of) => told('fetching', done, of) })
  await rename(part, to)
}

async function archived(asked: TakeIn, to: string): Promise<Archive> {
  const { from, wanted, signal } = asked
  if (from.is === 'archive') {
    const { size } = await lstat(from.place)
    return copyPlain(from.place, to, { most: wanted?.size ?? largestFile, name: '', signal, told: counted(asked, 'reading', size) })
  }
  await fetched(asked, to)
  const { sha256 = '', sizeBytes: size = 0 } = (await measure(to)) ?? {}
  return { sha256, size }
}

/** Of a person's folder: what a manifest lists, or else what belongs to a release; everything else in it stays there. */
async function fromFolder(asked: TakeIn, into: string): Promise<ReadonlyMap<string, Written>> {
  const { from, wanted, signal } = asked
  const listed = wanted?.files.map(({ name }) => name) ?? null
  const names = (await readdir(from.place)).filter((name) => listed?.includes(name) ?? isReleased(name))
  plainNames(
    names.map((name) => ({ name, folder: false })),
    listed,
  )
  const told = counted(asked, 'reading', null)
  const written = new Map<string, Written>()
  for (const name of names) {
    const most = wanted?.files.find((one) => one.name === name)?.size ?? largestFile
    written.set(name, await copyPlain(join(from.place, name), join(into, name), { most, name, signal, told }))
  }
  return written
}

/** Throws `archive_refused` unless all is as it was said. */
function checkFiles(written: ReadonlyMap<string, Written>, wanted: ManifestEntry | null): void {
  for (const { name, size, sha256 } of wanted?.files ?? []) {
    const found = written.get(name)
    if (found?.sha256 !== sha256 || found.size !== size) throw refusedAs('hash-differs', name, sha256, found?.sha256 ?? '')
  }
}

async function filesInto(asked: TakeIn, quarantine: string, into: string): Promise<Release> {
  const { from, wanted, signal } = asked
  const archive = join(quarantine, 'archive')
  const whole = from.is === 'folder' ? null : await archived(asked, archive)
  const said = wanted?.sha256 ?? null
  if (whole !== null && said !== null && whole.sha256 !== said) throw refusedAs('hash-differs', '', said, whole.sha256)
  const written =
    whole === null
      ? await fromFolder(asked, into)
      : await unpack(archive, into, { wanted: wanted?.files ?? null, signal, told: counted(asked, 'unpacking', null) })
  checkFiles(written, wanted)
  const files = [...written].map(([name, { size, sha256 }]) => ({ name, size, sha256, mode: isProgram(name) ? 0o755 : 0o644 }))
  return { url: from.is === 'url' ? from.place : null, size: whole?.size ?? null, sha256: whole?.sha256 ?? null, files }
}

/** The tool's program under the name that settings mean, whatever its release calls it. */
async function named({ reference: { tool } }: TakeIn, release: Release, into: string): Promise<Release & { readonly program: string }> {
  const found = programIn(
    tool,
    release.files.map(({ name }) => name),
  )
  if (found === null) throw refusedAs('tool-lacks', tool)
  const program = keptName(tool, process.platform === 'win32')
  if (found !== program) await rename(join(into, found), join(into, program))
  return { ...release, program, files: release.files.map((file) => (file.name === found ? { ...file, name: program } : file)) }
}

/** Whole and synced before it has its name; from then on nobody writes to it, not even we. */
async function place(
  { places, reference }: TakeIn,
  files: Release['files'],
  { from, aside }: { from: string; aside: string },
): Promise<void> {
  for (const { name, mode } of files) {
    await chmod(join(from, name), mode)
    await realFs.syncFile(join(from, name))
  }
  await realFs.syncFolder(from)
  const to = places.folderOf(reference)
  await mkdir(join(places.root, reference.tool), { recursive: true, mode: 0o700 })
  // Left behind by one that was cut short: no book knows it.
  if ((await realFs.stat(to)) !== null) await moveOut(to, aside)
  await renameDurably(from, to, { replace: false })
  for (const { name, mode } of files) await chmod(join(to, name), mode & 0o555)
  await chmod(to, 0o555)
}

/** Out of its name in one act; then nothing is lost by a crash. */
export async function moveOut(folder: string, aside: string): Promise<void> {
  await chmod(folder, 0o700)
  await rename(folder, aside)
}

/** Unpacks a release into a folder of its own that only this user may enter; nothing of it is left anywhere else when this returns or fails. */
async function apart<T>(asked: TakeIn, use: (release: Release, into: string, quarantine: string) => Promise<T>): Promise<T> {
  const { places, signal } = asked
  await mkdir(places.quarantine, { recursive: true, mode: 0o700 })
  const quarantine = join(places.quarantine, randomBytes(8).toString('hex'))
  const into = join(quarantine, 'files')
  await mkdir(quarantine, { mode: 0o700 })
  try {
    await mkdir(into, { mode: 0o700 })
    const release = await filesInto(asked, quarantine, into)
    signal.throwIfAborted()
    return await use(release, into, quarantine)
  } finally {
    await rm(quarantine, { recursive: true, force: true })
  }
}

const entryOf = ({ reference }: TakeIn, release: Release): ManifestEntry => ({
  ...reference,
  os: process.platform,
  arch: process.arch,
  ...release,
})

/**
 * Takes a version into the store: what is not as it was said to be leaves nothing outside quarantine. Throws `archive_refused`,
 * `download_failed`, and Node's error of disk and network.
 */
export const takeIn = (asked: TakeIn): Promise<Omit<Version, 'check'>> =>
  apart(asked, async (found, into, quarantine) => {
    const { program, ...release } = await named(asked, found, into)
    asked.told('placing', 0, null)
    await place(asked, release.files, { from: into, aside: join(quarantine, 'before') })
    return { entry: entryOf(asked, release), from: asked.from, program, at: asked.clock.now() }
  })

/** What a manifest would say of a release as it is; nothing is kept of it. Throws as `takeIn`. */
export const readRelease = (asked: TakeIn): Promise<ManifestEntry> =>
  apart(asked, async (release, into) => {
    await named(asked, release, into)
    return entryOf(asked, release)
  })
