import { AppError } from '../contract/errors.ts'
import type { RigName } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { fileAt } from '../storage/index.ts'
import type { Session } from './session.io.ts'

export interface EntryKey {
  readonly kind: 'node' | 'service'
  readonly name: RigName
}

/** What names a folder, however its path is written; the path itself where there is none. */
const folderId = (path: string): string => fileAt(path) ?? path

const isSame = (one: string | null | undefined, other: string): boolean => one != null && folderId(one) === folderId(other)

type Held = Pick<Session, 'programs' | 'migration' | 'settings'>

/** The move that a folder belongs to as a node's or a service's data folder; `null` when none does. */
function holderOfFolder({ migration, settings }: Held, folder: string): string | null {
  const { services } = settings.current()
  const folderOf = (service: RigName) => services.find(({ name }) => name === service)?.dataFolder
  const holder = migration
    .claims()
    .find((claim) => claim.folders.some((one) => isSame(one, folder)) || claim.services.some((one) => isSame(folderOf(one), folder)))
  return holder?.batch ?? null
}

/** The move that has an entry: by its slot, by the move's own plan, or by its data folder. */
export function holderOf(session: Held, { kind, name }: EntryKey): string | null {
  const { programs, migration, settings } = session
  const byName = migration.claims().find(({ nodes, services: held }) => (kind === 'node' ? nodes : held).includes(name))
  const { nodes, services: provers } = settings.current()
  const entry = (kind === 'node' ? nodes : provers).find((one) => one.name === name)
  const byFolder = entry?.dataFolder == null ? null : holderOfFolder(session, entry.dataFolder)
  return programs.slot({ kind, name })?.heldBy ?? byName?.batch ?? byFolder
}

/** Throws `held_by_migration` when a move has the entry, `not_found` where there is none. */
export function checkFree(session: Held, key: EntryKey): void {
  if (key.kind === 'node') session.settings.node(key.name)
  else session.settings.service(key.name)
  const holder = holderOf(session, key)
  if (holder !== null) throw new AppError('held_by_migration', saw('held-by', key.name, holder))
}

/** Throws `held_by_migration` when a move has the folder that an entry is to name: two entries for it would be two ways to start it. */
export function checkFolderFree(session: Held, folder: string | null): void {
  const holder = folder === null ? null : holderOfFolder(session, folder)
  if (holder !== null) throw new AppError('held_by_migration', saw('held-by', folder ?? '', holder))
}
