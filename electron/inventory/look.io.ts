import { basename, dirname, join } from 'node:path'
import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { KeyDefect } from '../contract/model/identity.ts'
import { findKeyCopies, type KeyEntry, type KeyReader, keysNamed, scanIdentitiesFolder } from '../identities/index.ts'
import type { DataReader } from '../post/index.ts'
import { errorCode, type LookingFs } from '../storage/index.ts'
import { type Found, type FoundKey, type Home, nothingFound, together } from './found.ts'
import type { Surroundings } from './surroundings.io.ts'
import { foldersBelow } from './walk.io.ts'

/** Where keys may lie. */
export interface Places {
  readonly nodes: readonly { readonly name: RigName; readonly dataFolder: string | null }[]
  readonly services: readonly { readonly name: RigName; readonly dataFolder: string }[]
  /** The folder of all moves. */
  readonly batches: string
  /** A person's own, with what lies below them. */
  readonly added: readonly string[]
  /** What a person calls identities. */
  readonly names?: ReadonlyMap<SmesherId, string>
}

export interface LookTools {
  readonly keys: KeyReader
  readonly data: DataReader
  readonly surroundings: Surroundings
  readonly fs: LookingFs
}

type Bare = Omit<FoundKey, 'syncedBy' | 'storage'>
export type Part = Omit<Found, 'keys'> & { readonly keys: readonly Bare[] }

export const unread = (path: string, detail: string): Part => ({ ...nothingFound, unread: [{ path, detail }] })
const atHome = (entries: readonly KeyEntry[], home: Home | null): Bare[] => entries.map((entry) => ({ ...entry, home, data: null }))

/** An identities folder, as the node of that name, or one that nobody knows, would load it. */
async function lookAtHome(path: string, node: RigName | null, { keys, fs }: LookTools): Promise<Part> {
  const { state, entries, start, returned = [] } = await scanIdentitiesFolder(path, keys, fs)
  if (state === 'missing') return nothingFound
  if (state === 'unreadable') return unread(path, start.kind === 'unknown' ? start.detail : '')
  const facts = await fs.facts(path, true).catch(() => null)
  const home = { node, path, object: facts === null ? path : `${facts.dev}:${facts.ino}` }
  return {
    ...nothingFound,
    keys: atHome(entries, home),
    returned: returned.map((id) => ({
      id,
      node,
      path: entries.find((entry) => entry.id === id && entry.place === 'loaded')?.path ?? path,
    })),
  }
}

export async function lookAtNode({ name, dataFolder }: Places['nodes'][number], tools: LookTools): Promise<Part> {
  if (dataFolder === null) return nothingFound
  const lost = await whyUnread(dataFolder, tools.fs)
  if (lost !== null) return unread(dataFolder, lost)
  const [home, beside] = await Promise.all([
    lookAtHome(join(dataFolder, 'identities'), name, tools),
    findKeyCopies([dataFolder], tools.keys, tools.fs),
  ])
  return { ...home, keys: [...home.keys, ...atHome(beside, null)] }
}

/** The system's own word for why a folder can't be listed; `null`: it can. */
const whyUnread = (path: string, { opens }: LookingFs): Promise<string | null> =>
  opens(path).then(
    () => null,
    (error: unknown) => errorCode(error) || 'unknown',
  )

const buffers = (names: readonly string[]): Buffer[] => names.map((name) => Buffer.from(name))

export async function lookAtData({ name, folder }: { name: string; folder: string }, { data, keys, fs }: LookTools): Promise<Part> {
  const { read, keyNames } = await data.read(folder)
  const lost = read.ok && keyNames !== null ? null : await whyUnread(folder, fs)
  if (lost !== null) return unread(folder, lost)
  const identity = read.ok ? read.metadata.nodeId : null
  // What lies beside data under a key's name is meant to be one.
  const options = { reader: keys, unsound: () => true }
  const entries = keyNames === null || keyNames.length === 0 ? [] : await keysNamed(Buffer.from(folder), buffers(keyNames), options)
  return {
    ...nothingFound,
    keys: entries.map((entry): Bare => ({ ...entry, home: null, data: { folder, identity } })),
    data: identity === null ? [] : [{ folder, identity, name }],
  }
}

/** Keys of other kinds than a node's have such names too: only what could not be looked into is told of besides. */
async function lookAtFiles(path: string, names: readonly string[], { keys: reader }: LookTools): Promise<Part> {
  const unsound = (defect: KeyDefect) => defect === 'not-readable'
  return { ...nothingFound, keys: atHome(await keysNamed(Buffer.from(path), buffers(names), { reader, unsound }), null) }
}

/** A folder and what lies below it: nodes' folders as such, PoST data as such, all else by names and sizes of keys. */
export async function lookBelow(top: string, tools: LookTools, signal: AbortSignal): Promise<Part> {
  const found: Part[] = []
  for await (const { path, names, unread: why, is } of foldersBelow(top, tools.fs)) {
    if (signal.aborted) break
    if (why !== null) found.push(unread(path, why))
    else if (is === 'identities') found.push(await lookAtHome(path, null, tools))
    else if (is === 'post-data') found.push(await lookAtData({ name: basename(path), folder: path }, tools))
    else if (names.length > 0) found.push(await lookAtFiles(path, names, tools))
  }
  return merged(found)
}

export const merged = (parts: readonly Part[]): Part => ({
  ...together(parts.map((part) => ({ ...part, keys: [] }))),
  keys: parts.flatMap(({ keys }) => keys),
})

/** What is not there yet is no folder that could not be read. */
export const lookAtBatches = async (batches: string, tools: LookTools, signal: AbortSignal): Promise<Part> =>
  (await tools.fs.facts(batches, false).then(
    () => false,
    (error: unknown) => errorCode(error) === 'ENOENT',
  ))
    ? nothingFound
    : lookBelow(batches, tools, signal)

export async function withSurroundings(part: Part, { surroundings, fs }: LookTools): Promise<Found> {
  const around = surroundings.begin()
  const keys = await Promise.all(
    part.keys.map(async (key): Promise<FoundKey> => {
      const device = key.file?.object.split(':')[0]
      return { ...key, ...(device === undefined ? { syncedBy: null, storage: null } : await around(dirname(key.path), device)) }
    }),
  )
  return { ...part, keys, data: await eachDataOnce(part.data, fs) }
}

/** Each folder of PoST data once, whatever ways lead to it; only where an identity has several is that asked. */
async function eachDataOnce(data: Found['data'], { real: realOf }: LookingFs): Promise<Found['data']> {
  const groups = Map.groupBy(data, ({ identity }) => identity).values()
  const kept = await Promise.all(
    [...groups].map(async (found) => {
      if (found.length === 1) return found
      const real = await Promise.all(found.map(({ folder }) => realOf(folder).catch(() => folder)))
      return found.filter((_, at) => real.indexOf(real[at] ?? '') === at)
    }),
  )
  return kept.flat()
}
