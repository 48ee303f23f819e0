import { basename, dirname, join } from 'node:path'
import { saw } from '../contract/seen.ts'
import { drivePoints } from '../processes/index.ts'
import { type Entry, errorCode, LookFailed, type LookingFs, lookingFs } from '../storage/index.ts'
import type { FolderLook } from './folder-holds.ts'
import { namesIn as listed, lookAtFolder } from './folder-kinds.io.ts'

/** A look must not keep a person waiting, however many disks there are. */
const budgetMs = 3_000
const perFolder = 300
const perSearch = 4_000

/** Where programs of this user keep what they know. */
const appDataOf = (home: string): string =>
  process.platform === 'win32'
    ? join(home, 'AppData', 'Roaming')
    : process.platform === 'darwin'
      ? join(home, 'Library', 'Application Support')
      : join(home, '.config')

/** guess: where nodes and SMApp keep their data when nobody chose another place; looked at, and one level below. */
const usualPlaces = (home: string): string[] => [
  join(home, 'spacemesh'),
  join(home, '.spacemesh'),
  join(home, 'spacemesh-testnet'),
  join(home, 'post'),
  join(appDataOf(home), 'Spacemesh', 'node-data'),
  join(appDataOf(home), 'Spacemesh', 'post'),
]

async function below(folder: string): Promise<string[]> {
  const entries = await lookingFs()
    .list(folder)
    .catch((): Entry[] => [])
  return entries
    .filter(({ kind, bytes }) => (kind === 'folder' || kind === 'link') && !/^(?:\.|lost\+found$|System Volume|\$)/.test(bytes))
    .slice(0, perFolder)
    .map(({ bytes }) => join(folder, Buffer.from(bytes, 'latin1').toString()))
}

export interface SeenFolder {
  readonly path: string
  readonly look: FolderLook
  /** The place that was looked through. */
  readonly place: string
}

export interface SeenFolders {
  readonly folders: readonly SeenFolder[]
  readonly unseen: readonly string[]
}

/** Where folders are looked for: the homes of users, this one's first, and drives. */
export interface Places {
  readonly homes: readonly string[]
  readonly drives: readonly string[]
}

/** Disks and drives of this computer, but for the one that it started from: that holds the homes. */
export const drivesHere = async (): Promise<string[]> => (await drivePoints()).filter((point) => point !== '/')

/** A home that may not be looked into; what is in it is not known. */
const closedHome = (home: string): Promise<string[]> =>
  listed(home).then(
    () => [],
    (error: unknown) => (['EACCES', 'EPERM'].includes(errorCode(error)) ? [saw('unreadable', home)] : []),
  )

/** A drive that does not answer is not looked into, and said to be unseen. */
const isSilent = (drive: string, { opens }: Pick<LookingFs, 'opens'>): Promise<boolean> =>
  opens(drive).then(
    () => false,
    (error: unknown) => error instanceof LookFailed,
  )

/** Data folders in the usual places of each user, near the top of each drive, and in one's own home. Read only; names alone are looked at. */
export async function searchFolders({ homes, drives }: Places, now: () => number, fs = lookingFs()): Promise<SeenFolders> {
  const areSilent = await Promise.all(drives.map((drive) => isSilent(drive, fs)))
  const deadline = now() + budgetMs
  const seen = new Set<string>()
  const folders: SeenFolder[] = []
  let cut = false
  const visit = async (path: string, depth: number, place: string): Promise<void> => {
    if (seen.has(path)) return
    cut = cut || seen.size >= perSearch || now() > deadline
    if (cut) return
    seen.add(path)
    const look = await lookAtFolder(path)
    if (look === null) return
    if (look.is !== null) folders.push({ path, look, place })
    if (look.is !== 'node' && look.is !== 'post' && depth > 0) for (const next of await below(path)) await visit(next, depth - 1, place)
  }
  for (const place of homes.flatMap(usualPlaces)) await visit(place, 1, place)
  for (const drive of drives.filter((_, at) => !areSilent[at])) await visit(drive, 2, drive)
  for (const home of homes.slice(0, 1)) await visit(home, 2, home)
  const closed = (await Promise.all(homes.map(closedHome))).flat()
  const silent = drives.filter((_, at) => areSilent[at]).map((drive) => saw('unreadable', drive))
  return { folders, unseen: [...closed, ...silent, ...(cut ? [saw('search-cut', String(seen.size))] : [])] }
}

/** As SMApp names the config of each network. */
const smappConfig = /^node-config(?:\.[0-9a-f]{8})?\.json$/
const usual = ['config.json', 'config.mainnet.json', 'node-config.json']
const namesIn = (folder: string): Promise<string[]> => listed(folder).catch((): string[] => [])

/** A config that lies where people, and SMApp, put it for a node's data folder; `null` when there is none, or nobody can tell which. */
export async function configBeside(folder: string): Promise<string | null> {
  const own = await namesIn(folder)
  const inside = usual.find((name) => own.includes(name))
  if (inside !== undefined) return join(folder, inside)
  const above = dirname(folder)
  const beside = await namesIn(above)
  const sibling = [`${basename(folder)}.json`, ...usual].find((name) => beside.includes(name))
  if (sibling !== undefined) return join(above, sibling)
  // `node-data/9eebff02` belongs to `node-config.9eebff02.json` one folder further up; `node-data` to the only one beside it.
  const [place, wanted] = basename(above) === 'node-data' ? [dirname(above), `node-config.${basename(folder)}.json`] : [above, null]
  const found = (place === above ? beside : await namesIn(place)).filter((name) =>
    wanted === null ? smappConfig.test(name) : name === wanted,
  )
  return found.length === 1 && found[0] !== undefined ? join(place, found[0]) : null
}
