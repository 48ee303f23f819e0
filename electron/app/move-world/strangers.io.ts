import { stat } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SmesherId } from '../../contract/model/basics.ts'
import { splitLine } from '../../found/index.ts'
import { filesHolding, type KeyReader, scanIdentitiesFolder } from '../../identities/index.ts'
import { isRetired, type KeyLook, type Stranger } from '../../migration/index.ts'
import { folderWhenUnsaid } from '../../nodes/index.ts'
import {
  besideProcess,
  folderSeenBy,
  isSameFolder,
  lockHolders,
  nodeFolderSeenBy,
  ownFolder,
  type ProcessLook,
  type SeenFolder,
  type SeenProcess,
  startedAt,
} from '../../processes/index.ts'
import { databasesIn } from '../../silence/index.io.ts'
import { foldersOpen, nodeLike } from './stranger-lines.ts'
import { wasRead } from './was-read.io.ts'

type Held = Omit<Stranger, 'pid' | 'folder'>

/** The start of a process is known to some hundredths of a second only, and it reads its keys right after. */
const startBlurMs = 1_000

/** Files changed after a start are not what the process has loaded; only a `local.key` it makes itself, when it finds no other. */
async function newerThan(identities: string, names: readonly string[], startMs: number | null): Promise<boolean> {
  if (names.length === 1 && names[0] === 'local.key') return false
  const times = await Promise.all(
    [identities, ...names.map((name) => join(identities, name))].map((path) =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => Number.POSITIVE_INFINITY,
      ),
    ),
  )
  // guess: the clock was not set by more than a second between the start and the change.
  return startMs === null || times.some((time) => time > startMs + startBlurMs)
}

async function keysIn(
  way: string,
  id: SmesherId,
  { reader, startMs }: { reader: KeyReader; startMs: number | null | 'nobody' },
): Promise<Held> {
  const identities = join(way, 'identities')
  const [scan, held] = await Promise.all([scanIdentitiesFolder(identities, reader), filesHolding(identities, id, { reader, below: true })])
  const holds = held.map(({ path }) => path).filter((path) => !isRetired(path))
  if (!(await wasRead(way, scan))) return { keys: 'not-read', holds }
  const names = scan.entries.filter(({ place }) => place === 'loaded').map(({ name }) => name)
  // A node that runs has made the folder when it had none: gone, it is newer as well.
  const newer = startMs !== 'nobody' && (await newerThan(identities, names, startMs))
  return { keys: newer ? 'newer-than-start' : 'read', holds }
}

interface Look {
  readonly id: SmesherId
  readonly reader: KeyReader
  readonly now: number
  readonly look: ProcessLook
}

type Seen = Stranger & { readonly seen: SeenFolder | null }

/** Processes with a database of these folders open, by the kernel's table of locks: nobody needs to be looked into for that. */
async function holdersOf(folders: readonly string[]): Promise<ReadonlySet<number | null>> {
  const holders = await lockHolders(folders.flatMap(databasesIn))
  return new Set(holders.map((holder) => (holder.kind === 'held' ? holder.pid : null)))
}

/**
 * The way to a folder that a process names. One that may not be looked into can be in a container, where the name leads elsewhere: only
 * when it has the database there open is it this one.
 */
async function wayOf(pid: number, { way }: SeenFolder): Promise<string | null> {
  if (way === null || besideProcess(pid, () => []).samePaths !== null) return way
  return (await holdersOf([way])).has(pid) ? way : null
}

/** The folders of one process, each with what it holds; a process that is no node for sure counts only by the key. */
async function foldersOf(one: SeenProcess, { id, reader, now }: Omit<Look, 'look'>): Promise<Seen[]> {
  const { pid, argv, open, workingFolder } = one
  const is = nodeLike(argv, open) === 'is'
  const opened = await Promise.all(foldersOpen(open).map((folder) => folderSeenBy(pid, folder, workingFolder)))
  // With its databases open there is no doubt which folder it has.
  const named = opened.length > 0 ? opened : [await nodeFolderSeenBy(one, splitLine(argv).args, { said: !is })]
  const startMs = startedAt(pid, now)
  const found = await Promise.all(
    named.map(async (folder): Promise<Seen> => {
      const way = folder === null ? null : await wayOf(pid, folder)
      const seen = folder === null ? null : { ...folder, way }
      const held: Held = way === null ? { keys: 'not-read', holds: [] } : await keysIn(way, id, { reader, startMs })
      return { pid, folder: folder?.path ?? null, seen, ...held }
    }),
  )
  // It has ended meanwhile: nobody is there any more.
  if (startedAt(pid, now) === null) return []
  return is ? found : found.filter(({ holds }) => holds.length > 0)
}

/** Where nodes keep their data when nobody says, of this user. */
const usualPlaces = (): readonly string[] =>
  ['mainnet', 'testnet', 'standalone'].map((preset) => folderWhenUnsaid(preset, { home: homedir(), temporary: tmpdir() }))

/**
 * Data folders outside of the settings: those of all processes that are nodes, whoever started them, as they see them; and the usual
 * places. `known` are the settings' own, which are looked at by name. Read only.
 */
export async function lookAtStrangers(
  known: readonly string[],
  { id, reader, now, look: { processes, blind } }: Look,
): Promise<Pick<KeyLook, 'strangers' | 'blind'>> {
  const found = processes.filter(({ argv, open }) => nodeLike(argv, open) !== 'no')
  const [own, holders] = await Promise.all([Promise.all(known.map(ownFolder)), holdersOf(known)])
  const all = (await Promise.all(found.map((one) => foldersOf(one, { id, reader, now })))).flat()
  // A node in a container that may not be looked into is still known by the database that it holds.
  const isOwn = ({ pid, seen }: (typeof all)[number]) =>
    seen === null || seen.way === null ? holders.has(pid) : own.some((folder) => isSameFolder(seen, folder))
  const foreign = all.filter((one) => !isOwn(one))
  const usual = await Promise.all(
    usualPlaces().map(async (folder) => {
      const place = await ownFolder(folder)
      const elsewhere =
        own.some(({ real }) => real === place.real) || foreign.some(({ seen }) => seen !== null && isSameFolder(seen, place))
      if (place.place === null || elsewhere) return []
      return [{ pid: null, folder, ...(await keysIn(folder, id, { reader, startMs: 'nobody' })) }]
    }),
  )
  return { strangers: [...foreign.map(({ seen: _seen, ...stranger }) => stranger), ...usual.flat()], blind }
}
