import { lstat, opendir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { KeyDefect } from '../contract/model/identity.ts'
import { findKeyCopies, type KeyEntry, type KeyReader, keysNamed, scanIdentitiesFolder } from '../identities/index.ts'
import type { DataReader } from '../post/index.ts'
import { errorCode } from '../storage/index.ts'
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
}

type Bare = Omit<FoundKey, 'syncedBy' | 'storage'>
type Part = Omit<Found, 'keys'> & { readonly keys: readonly Bare[] }

const unread = (path: string, detail: string): Part => ({ ...nothingFound, unread: [{ path, detail }] })
const atHome = (entries: readonly KeyEntry[], home: Home | null): Bare[] => entries.map((entry) => ({ ...entry, home, data: null }))

/** An identities folder, as the node of that name, or one that nobody knows, would load it. */
async function lookAtHome(path: string, node: RigName | null, { keys }: LookTools): Promise<Part> {
  const { state, entries, start, returned = [] } = await scanIdentitiesFolder(path, keys)
  if (state === 'missing') return nothingFound
  if (state === 'unreadable') return unread(path, start.kind === 'unknown' ? start.detail : '')
  const facts = await stat(path, { bigint: true }).catch(() => null)
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

async function lookAtNode({ name, dataFolder }: Places['nodes'][number], tools: LookTools): Promise<Part> {
  if (dataFolder === null) return nothingFound
  const lost = await whyUnread(dataFolder)
  if (lost !== null) return unread(dataFolder, lost)
  const [home, beside] = await Promise.all([
    lookAtHome(join(dataFolder, 'identities'), name, tools),
    findKeyCopies([dataFolder], tools.keys),
  ])
  return { ...home, keys: [...home.keys, ...atHome(beside, null)] }
}

/** The system's own word for why a folder can't be listed; `null`: it can. */
const whyUnread = (path: string): Promise<string | null> =>
  opendir(path).then(
    (folder) => folder.close().then(() => null),
    (error: unknown) => errorCode(error) || 'unknown',
  )

const buffers = (names: readonly string[]): Buffer[] => names.map((name) => Buffer.from(name))

async function lookAtData({ name, folder }: { name: string; folder: string }, { data, keys }: LookTools): Promise<Part> {
  const { read, keyNames } = await data.read(folder)
  const lost = read.ok && keyNames !== null ? null : await whyUnread(folder)
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
async function lookBelow(top: string, tools: LookTools, signal: AbortSignal): Promise<Part> {
  const found: Part[] = []
  for await (const { path, names, unread: why, is } of foldersBelow(top)) {
    if (signal.aborted) break
    if (why !== null) found.push(unread(path, why))
    else if (is === 'identities') found.push(await lookAtHome(path, null, tools))
    else if (is === 'post-data') found.push(await lookAtData({ name: basename(path), folder: path }, tools))
    else if (names.length > 0) found.push(await lookAtFiles(path, names, tools))
  }
  return merged(found)
}

const merged = (parts: readonly Part[]): Part => ({
  ...together(parts.map((part) => ({ ...part, keys: [] }))),
  keys: parts.flatMap(({ keys }) => keys),
})

/** What is not there yet is no folder that could not be read. */
const lookAtBatches = async (batches: string, tools: LookTools, signal: AbortSignal): Promise<Part> =>
  (await lstat(batches).catch(() => null)) === null ? nothingFound : lookBelow(batches, tools, signal)

async function withSurroundings(part: Part, { surroundings }: LookTools): Promise<Found> {
  const around = surroundings.begin()
  const keys = await Promise.all(
    part.keys.map(async (key): Promise<FoundKey> => {
      const device = key.file?.object.split(':')[0]
      return { ...key, ...(device === undefined ? { syncedBy: null, storage: null } : await around(dirname(key.path), device)) }
    }),
  )
  return { ...part, keys, data: await eachDataOnce(part.data) }
}

/** Each folder of PoST data once, whatever ways lead to it; only where an identity has several is that asked. */
async function eachDataOnce(data: Found['data']): Promise<Found['data']> {
  const groups = Map.groupBy(data, ({ identity }) => identity).values()
  const kept = await Promise.all(
    [...groups].map(async (found) => {
      if (found.length === 1) return found
      const real = await Promise.all(found.map(({ folder }) => realpath(folder).catch(() => folder)))
      return found.filter((_, at) => real.indexOf(real[at] ?? '') === at)
    }),
  )
  return kept.flat()
}

/** Whether every place was looked at in which a key may lie; of a rig without nodes nobody knows where they are. */
export const isWhole = ({ nodes }: Pick<Places, 'nodes'>, { unread: hidden }: Pick<Found, 'unread'>): boolean =>
  hidden.length === 0 && nodes.length > 0 && nodes.every(({ dataFolder }) => dataFolder !== null)

/** How many places a look goes to. */
export const placeCount = ({ nodes, services, added }: Places): number => nodes.length + services.length + added.length + 1

/** Folders that are looked at at the same time. */
const atOnce = 256

/**
 * Looks at every place, read only; whatever lies there, it does not throw. `told`: how many of how many places were looked at. Ends early,
 * with what it has, when the signal aborts.
 */
export async function lookEverywhere(
  { nodes, services, batches, added }: Places,
  tools: LookTools,
  { signal, told }: { readonly signal: AbortSignal; readonly told: (done: number, of: number) => void },
): Promise<Found> {
  const looks: (() => Promise<Part>)[] = [
    ...nodes.map((node) => () => lookAtNode(node, tools)),
    ...services.map(
      ({ name, dataFolder }) =>
        () =>
          lookAtData({ name, folder: dataFolder }, tools),
    ),
    () => lookAtBatches(batches, tools, signal),
    ...added.map((path) => () => lookBelow(path, tools, signal)),
  ]
  const parts: Part[] = []
  const queue = looks.values()
  const run = async () => {
    for (const look of queue) {
      if (signal.aborted) return
      parts.push(await look())
      told(parts.length, looks.length)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, looks.length) }, run))
  return withSurroundings(merged(parts), tools)
}
