import { basename, join } from 'node:path'
import { mayBeKey } from '../keys/index.ts'
import { type Entry, errorCode, type LookingFs } from '../storage/index.ts'

/** Below a folder that a person names; what lies deeper, or is more, is said to be unread. */
const limits = { depth: 6, folders: 5_000, files: 20_000 }
/** A key under another name is found by its size: itself, with a mark before it, with a line end behind. */
const keySizes = { least: 128, most: 131 }

/** One folder of the tree. */
interface SeenFolder {
  readonly path: string
  readonly is: 'identities' | 'post-data' | 'folder'
  /** Of files that may be keys; links are not followed. */
  readonly names: readonly string[]
  /** Why nothing is known of it; `null`: it was read. */
  readonly unread: string | null
}

const nameOf = ({ bytes }: Entry): string => Buffer.from(bytes, 'latin1').toString()

const hasKeySize = async (path: string, fs: LookingFs): Promise<boolean> => {
  const size = await fs.facts(path, false).then(
    (facts) => facts.size,
    () => 0n,
  )
  return size >= keySizes.least && size <= keySizes.most
}

async function keyNamesIn(path: string, entries: readonly Entry[], fs: LookingFs): Promise<string[]> {
  const names = entries
    .filter(({ kind }) => kind === 'file')
    .slice(0, limits.files)
    .map(nameOf)
  const wanted = await Promise.all(names.map(async (name) => mayBeKey(name) || (await hasKeySize(join(path, name), fs))))
  return names.flatMap((name, at) => (wanted[at] ? [name] : []))
}

const kindOf = (path: string, entries: readonly Entry[]): SeenFolder['is'] => {
  if (basename(path) === 'identities') return 'identities'
  return entries.some(({ bytes }) => bytes === 'postdata_metadata.json') ? 'post-data' : 'folder'
}

/** A folder and all below it, one after the other; each says itself what it is, or why nothing is known of it. */
export async function* foldersBelow(top: string, fs: LookingFs): AsyncGenerator<SeenFolder> {
  const waiting: { readonly path: string; readonly depth: number }[] = [{ path: top, depth: 0 }]
  for (let seen = 0; ; seen += 1) {
    const next = waiting.shift()
    if (next === undefined) return
    const { path, depth } = next
    const lost = (unread: string): SeenFolder => ({ path, is: 'folder', names: [], unread })
    if (seen >= limits.folders || depth > limits.depth) {
      yield lost('too-many')
      if (seen >= limits.folders) return
      continue
    }
    try {
      const entries = await fs.list(path)
      const is = kindOf(path, entries)
      if (is === 'folder')
        for (const entry of entries) if (entry.kind === 'folder') waiting.push({ path: join(path, nameOf(entry)), depth: depth + 1 })
      if (entries.length > limits.files) yield lost('too-many')
      yield { path, is, names: is === 'folder' ? await keyNamesIn(path, entries, fs) : [], unread: null }
    } catch (error) {
      yield lost(errorCode(error) || 'unknown')
    }
  }
}
