import { createHash } from 'node:crypto'
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../time/index.ts'
import { type Binaries, type BinariesOptions, openBinaries } from '../index.ts'
import type { ManifestEntry } from '../manifest.ts'

const never: BinariesOptions['fetch'] = () => Promise.reject(new Error('nothing is fetched here'))

/** A profile of its own with a store in it; `end` removes both. */
export async function storeIn(options: Partial<BinariesOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'binaries-'))
  const profile = join(folder, 'profile')
  await mkdir(profile)
  const opened: Binaries[] = []
  const open = async (more: Partial<BinariesOptions> = {}): Promise<Binaries> => {
    const one = await openBinaries({
      profileFolder: profile,
      uses: () => [],
      clock: systemClock,
      fetch: never,
      mayWrite: () => true,
      barrier: {
        failed: (error) => {
          throw error
        },
      },
      ...options,
      ...more,
    })
    opened.push(one)
    return one
  }
  const write = async (name: string, content: string | Uint8Array, mode = 0o644): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, content)
    await chmod(path, mode)
    return path
  }
  const end = async () => {
    for (const one of opened) await one.close()
    for (const path of await allIn(folder)) await chmod(path, 0o700).catch(() => undefined)
    await rm(folder, { recursive: true, force: true })
  }
  return { folder, profile, open, write, end }
}

/** Every name below a folder, itself not; links are not followed. */
export async function allIn(folder: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const name of (await readdir(folder).catch((): string[] => [])).sort()) {
    const path = join(folder, name)
    found.push(path)
    if ((await lstat(path)).isDirectory()) found.push(...(await allIn(path)))
  }
  return found
}

/** All that lies below a folder with its content: what an attack may not change. */
export async function shot(folder: string): Promise<readonly string[]> {
  const said: string[] = []
  for (const path of await allIn(folder)) {
    const facts = await lstat(path)
    said.push(`${path} ${facts.isFile() ? sumOf(await readFile(path)) : 'folder'}`)
  }
  return said
}

export const sumOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** What a manifest says of these files on this computer. */
export const entryOf = (
  reference: Pick<ManifestEntry, 'tool' | 'version'>,
  files: Readonly<Record<string, string>>,
  archive?: Uint8Array,
): ManifestEntry => ({
  ...reference,
  os: process.platform,
  arch: process.arch,
  url: null,
  size: archive?.length ?? null,
  sha256: archive === undefined ? null : sumOf(archive),
  files: Object.entries(files).map(([name, content]) => ({ name, size: Buffer.byteLength(content), sha256: sumOf(content), mode: 0o755 })),
})
