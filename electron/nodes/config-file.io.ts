import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type ConfigRefusal, configTextLimit } from '../contract/model/config-refusal.ts'
import { errorCode, putFile, realFs } from '../storage/index.ts'

/** The text of a configuration as it lies there, or why it can't be had. */
export type ConfigFile =
  | { readonly ok: true; readonly text: string; readonly hash: string; readonly mode: number }
  | { readonly ok: false; readonly refused: ConfigRefusal; readonly detail: string }

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** Reads at most 1 MiB; never through a link, in whose place a plain file would be put. */
export async function readConfig(path: string): Promise<ConfigFile> {
  if (!path.endsWith('.json')) return { ok: false, refused: 'other-format', detail: path.split('.').at(-1) ?? '' }
  try {
    const facts = await realFs.stat(path)
    if (facts === null) return { ok: false, refused: 'no-config', detail: path }
    if (facts.kind !== 'file') return { ok: false, refused: 'not-a-file', detail: path }
    if (facts.sizeBytes > 4 * configTextLimit) return { ok: false, refused: 'too-large', detail: String(facts.sizeBytes) }
    const text = utf8.decode(await realFs.read(path, 4 * configTextLimit))
    return { ok: true, text, hash: hashOf(text), mode: facts.mode }
  } catch (error) {
    return { ok: false, refused: 'unreadable', detail: errorCode(error) }
  }
}

/** How many versions stay. */
const keptMost = 30
const versionName = /^(\d{6})-(\d{13})\.json$/

/** The versions that were kept of a node's configuration, newest first. */
export async function configVersions(folder: string): Promise<{ readonly name: string; readonly keptAt: number }[]> {
  const names = await realFs.list(folder).catch((): string[] => [])
  return names
    .filter((name) => versionName.test(name))
    .sort()
    .reverse()
    .map((name) => ({ name, keptAt: Number(versionName.exec(name)?.[2] ?? 0) }))
}

/** `null`: there is none of that name. */
export async function configVersion(folder: string, name: string): Promise<string | null> {
  if (!versionName.test(name) || (await realFs.stat(join(folder, name)))?.kind !== 'file') return null
  return utf8.decode(await realFs.read(join(folder, name), 4 * configTextLimit))
}

async function keepVersion(folder: string, text: string, now: number): Promise<void> {
  const versions = await configVersions(folder)
  const next = Number(versions[0]?.name.slice(0, 6) ?? 0) + 1
  await putFile(join(folder, `${String(next).padStart(6, '0')}-${String(now).padStart(13, '0')}.json`), text, { replace: false })
  for (const { name } of versions.slice(keptMost - 1)) await realFs.unlink(join(folder, name)).catch(() => undefined)
}

export interface ConfigWrite {
  readonly path: string
  /** Of the text that the change was made on. */
  readonly hash: string
  readonly text: string
  /** Where versions are kept, one folder for each node. */
  readonly versions: string
  readonly now: number
}

/**
 * Writes a configuration durably; what stood there is kept first. `changed`: it is another one by now, and stays as it is. Throws the
 * error of the disk with the old file untouched.
 */
export async function writeConfig({ path, hash, text, versions, now }: ConfigWrite): Promise<'written' | 'changed'> {
  const before = await readConfig(path)
  if (!before.ok || before.hash !== hash) return 'changed'
  if (before.text === text) return 'written'
  await keepVersion(versions, before.text, now)
  await putFile(path, text, { replace: true, mode: before.mode })
  return 'written'
}
