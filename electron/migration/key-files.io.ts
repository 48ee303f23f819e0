import { createHash } from 'node:crypto'
import type { SmesherId } from '../contract/model/basics.ts'
import { deriveSmesherId, keyCharacters, keyFileLimit, nameRule } from '../keys/index.ts'
import { type DurableFs, errorCode } from '../storage/index.ts'
import type { DiskFacts, KeyEntry, KeyFolder, SpareCopy } from './disk-facts.ts'
import type { MovePaths } from './names.ts'
import type { PlannedMove } from './planned-move.ts'
import type { Side } from './sides.ts'
import { type MoveNote, parseNote } from './tombstone.ts'

const noteLimit = 64 * 1024

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** By hash of the file's bytes, so that no key stays in memory and a look every few seconds costs nothing. */
const derived = new Map<string, SmesherId | null>()

/** The identity a key file gives to the node that loads it, derived from its seed; `null` when the node would refuse it. */
function idOfKey(bytes: Uint8Array, hash: string): SmesherId | null {
  const known = derived.get(hash)
  if (known !== undefined) return known
  if (derived.size > 5_000) derived.clear()
  const read = deriveSmesherId(bytes)
  const id = read.ok ? read.id : null
  derived.set(hash, id)
  return id
}

/** One name that holds, or should hold, a key; `null`: nothing lies there, or a folder. */
export async function readEntry(fs: DurableFs, folder: string, name: string): Promise<KeyEntry | null> {
  const facts = await fs.stat(`${folder}/${name}`)
  if (facts === null || facts.kind === 'folder') return null
  const { device, inode, sizeBytes, mode, links } = facts
  const entry = { name, device, inode, sizeBytes, mode, links, id: null, sha256: '' }
  if (facts.kind === 'symlink') return { ...entry, kind: 'symlink' }
  if (facts.kind !== 'file' || sizeBytes > keyFileLimit) return { ...entry, kind: 'defective' }
  const bytes = await fs.read(`${folder}/${name}`, keyFileLimit)
  const hash = sha256(bytes)
  const id = idOfKey(bytes, hash)
  bytes.fill(0)
  return { ...entry, kind: id === null ? 'defective' : 'key', id, sha256: hash }
}

/** A name that is no UTF-8 is listed with a mark in place of its bytes, and can't be asked for: what lies there is not known, so no key is sound. */
const unnamable = (name: string): KeyEntry | null =>
  name.includes('\ufffd') ? { name, kind: 'defective', id: null, device: '', inode: '', sizeBytes: 0, sha256: '', mode: 0, links: 0 } : null

/** What the node would load from `identities/` at its next start: names ending in exactly `.key`, folders passed over. */
export async function readKeyFolder(fs: DurableFs, folder: string): Promise<KeyFolder> {
  const names = await fs.list(folder)
  const entries: KeyEntry[] = []
  for (const name of names) {
    if (nameRule(name) !== 'loaded') continue
    const entry = (await readEntry(fs, folder, name)) ?? unnamable(name)
    if (entry !== null) entries.push(entry)
  }
  return { entries, names }
}

/** Whether the file at `path` holds exactly the bytes of the plan's key. */
async function readSpareCopy(fs: DurableFs, path: string, hash: string): Promise<SpareCopy> {
  const facts = await fs.stat(path)
  if (facts === null) return 'absent'
  if (facts.kind !== 'file' || facts.sizeBytes !== keyCharacters) return 'other'
  const bytes = await fs.read(path, keyCharacters)
  const same = sha256(bytes) === hash
  bytes.fill(0)
  return same ? 'good' : 'other'
}

/** What reading notes needs of a file system. */
export type NoteFs = Pick<DurableFs, 'list' | 'read'> & { readonly stat: (path: string) => Promise<object | null> }

export async function readNote(fs: Pick<NoteFs, 'stat' | 'read'>, path: string): Promise<MoveNote | 'broken' | null> {
  try {
    if ((await fs.stat(path)) === null) return null
    return parseNote(new TextDecoder().decode(await fs.read(path, noteLimit))) ?? 'broken'
  } catch (error) {
    if (errorCode(error) === 'EFBIG' || errorCode(error) === 'ELOOP') return 'broken'
    throw error
  }
}

/** What a look at the files of a move needs. */
interface Look {
  readonly side: Readonly<Record<Side, { readonly fs: DurableFs }>>
  readonly paths: MovePaths
  readonly plan: PlannedMove
}

/** Names of the key files of a move beside our own two each, which a crash may leave both: where they are nobody can tell. */
export async function foreignNames({ side, paths: { source, target } }: Pick<Look, 'side' | 'paths'>): Promise<number> {
  const beside = async ({ fs }: { readonly fs: DurableFs }, [one, other]: readonly [string, string]): Promise<number> => {
    const [file, twin] = [await fs.stat(one), await fs.stat(other)]
    if (file?.kind !== 'file') return 0
    return file.links - (twin !== null && twin.device === file.device && twin.inode === file.inode ? 2 : 1)
  }
  const { key, retired } = source
  return Math.max(
    await beside(side.source, [key, retired]),
    await beside(side.source, [retired, key]),
    await beside(side.target, [target.temporary, target.key]),
  )
}

/** Looks where the key of a plan lies right now. Throws the file error when a folder can't be read: unknown is never empty. */
export async function readDisk({ side: { source, target }, paths, plan }: Look): Promise<DiskFacts> {
  const { sha256: hash } = plan.source.keyFile
  return {
    source: {
      folder: await readKeyFolder(source.fs, paths.source.identities),
      retired: await readSpareCopy(source.fs, paths.source.retired, hash),
      tombstone: await readNote(source.fs, paths.source.tombstone),
    },
    target: {
      folder: await readKeyFolder(target.fs, paths.target.identities),
      temporary: await readSpareCopy(target.fs, paths.target.temporary, hash),
      lease: await readNote(target.fs, paths.target.lease),
    },
  }
}

/** Every part of a path that is a symbolic link; nothing is acted on through one. */
export async function symlinksOn(fs: DurableFs, path: string): Promise<string[]> {
  const parts = path.split('/')
  const found: string[] = []
  for (let length = 2; length <= parts.length; length++) {
    const part = parts.slice(0, length).join('/')
    if ((await fs.stat(part))?.kind === 'symlink') found.push(part)
  }
  return found
}
