import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { NodeRow } from '../contract/model/rig.ts'
import { copyDatabase, identityTables } from '../migration/index.ts'
import { errorCode, lookingFs, openSqlite, realFs } from '../storage/index.ts'
import { type Barrier, type Clock, repeat } from '../time/index.ts'
import type { SpaceSeen } from './place-findings.ts'
import type { Sighting } from './sightings.ts'

export interface DiskWatchDependencies {
  readonly clock: Clock
  readonly emit: (sighting: Sighting) => void
  readonly barrier: (source: string) => Barrier
  /** How the node's process runs now. */
  readonly slot: () => NodeRow['slot']
  /** Whether the profile, in which the private copy lies for a moment, is still ours. */
  readonly mayWrite: () => boolean
  /** Identities that live there. */
  readonly ids: () => readonly SmesherId[]
  readonly freeBytes: (path: string) => Promise<number>
}

const everyMs = 60_000
/** What could not be read is not copied each minute. */
const unreadMs = 10 * everyMs
/** A database that is larger is not one of these: nothing is said of it. */
const mostBytes = 256 * 2 ** 20

const mostOwners = 20_000

/** A disk that hangs is one of which nothing is known. */
const patienceMs = 10_000

/** A question that hangs holds a thread of the few that all files share: it is not asked again before it has an answer. */
function onceAtATime(ask: DiskWatchDependencies['freeBytes']): DiskWatchDependencies['freeBytes'] {
  const asking = new Map<string, Promise<number>>()
  return (path) => {
    const asked = asking.get(path) ?? ask(path).finally(() => asking.delete(path))
    asking.set(path, asked)
    return asked
  }
}

/** Of the fuller disk; `null` where a folder is not there, which the look at its keys tells. */
async function lookAtSpace(
  folders: readonly string[],
  { clock, freeBytes }: Pick<DiskWatchDependencies, 'clock' | 'freeBytes'>,
): Promise<SpaceSeen | null> {
  const late = () => new Promise<number>((_resolve, reject) => clock.after(patienceMs, () => reject(new Error('hangs'))))
  const seen = await Promise.all(
    folders.map((path) =>
      Promise.race([freeBytes(path), late()]).then(
        (free): SpaceSeen => ({ path, free }),
        (error: unknown): SpaceSeen | null => (errorCode(error) === 'ENOENT' ? null : { path, free: null }),
      ),
    ),
  )
  const known = seen.filter((one) => one !== null)
  return known.find(({ free }) => free === null) ?? known.toSorted((one, other) => (one.free ?? 0) - (other.free ?? 0))[0] ?? null
}

/** Known not to run, asked for by nobody else, and not about to be started: only then a copy of its database says what is in it. */
const standsStill = (slot: NodeRow['slot']): boolean =>
  slot !== null && slot.pid === null && slot.heldBy === null && ['stopped', 'ended', 'latched'].includes(slot.state)

const nothingThere = (error: unknown): null => {
  if (errorCode(error) === 'ENOENT') return null
  throw error
}

/** What tells one writing of a file from the next. Throws where a disk does not answer. */
async function printOf(paths: readonly string[]): Promise<{ readonly print: string; readonly bytes: number }> {
  const facts = await Promise.all(paths.map((path) => lookingFs().facts(path, true).catch(nothingThere)))
  const prints = facts.map((one) => one && `${one.dev}:${one.ino}:${one.size}:${one.mtimeNs}:${one.ctimeNs}`)
  return { print: prints.join(' '), bytes: facts.reduce((sum, one) => sum + Number(one?.size ?? 0), 0) }
}

type TablesOf = ReadonlyMap<SmesherId, readonly string[]>

/** Which tables have rows of which identity. Throws where there is none of these tables, or more in one than anybody has. */
async function tablesIn(copy: string, ids: readonly SmesherId[]): Promise<TablesOf> {
  const opened = await openSqlite(copy, { readOnly: false })
  try {
    const there = new Set((await opened.all("SELECT name FROM sqlite_schema WHERE type = 'table'")).map(({ name }) => name))
    const tables = identityTables.filter((table) => there.has(table))
    if (tables.length === 0) throw new Error('no table of identities')
    const found = new Map<SmesherId, string[]>(ids.map((id) => [id, []]))
    for (const table of tables) {
      const owners = await opened.all(`SELECT DISTINCT lower(hex(id)) AS id FROM ${table} WHERE length(id) = 32 LIMIT ${mostOwners}`)
      if (owners.length === mostOwners) throw new Error('too many identities')
      for (const { id } of owners) found.get(id as SmesherId)?.push(table)
    }
    return found
  } finally {
    await opened.close()
  }
}

/** The same from a private copy of the file and its `-wal`, in a folder that is made and goes; `null`: it could not be read as one whole. */
async function readCopy(database: string, folder: string, ids: readonly SmesherId[]): Promise<TablesOf | null> {
  try {
    // Left by a run that was killed.
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const copy = join(folder, 'local.sql')
    const files = [database, `${database}-wal`]
    const before = await printOf(files)
    if (before.bytes > mostBytes) return null
    await copyDatabase(realFs, database, copy)
    if ((await printOf(files)).print !== before.print) return null
    return await tablesIn(copy, ids)
  } catch {
    return null
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

/**
 * Watches the disk of one node: its free space each minute, and what a stopped node's `local.sql` holds, once after each writing and each run. The
 * file of a node that runs, or may, is not looked at: what is in it is then unknown. It is never opened where it lies (docs/protocol.md §3).
 */
export function watchDisk(
  node: { readonly name: RigName; readonly folders: readonly [data: string, profile: string] },
  deps: DiskWatchDependencies,
) {
  const { clock, emit, barrier } = deps
  const [data, profile] = node.folders
  const database = join(data, 'local.sql')
  const copies = join(profile, 'looks', node.name)
  const freeBytes = onceAtATime(deps.freeBytes)
  let read = ''
  const space = async () => {
    emit({ source: 'space', node: node.name, at: clock.now(), space: await lookAtSpace(node.folders, { clock, freeBytes }) })
    return everyMs
  }
  const rows = async () => {
    const slot = deps.slot()
    const ids = deps.ids()
    const print = `${(await printOf([database, `${database}-wal`])).print} ${slot?.lastEnd?.at} ${ids.join(' ')}`
    if (!deps.mayWrite() || !standsStill(slot) || print === read) return everyMs
    const tables = await readCopy(database, copies, ids)
    // Started meanwhile: its next life may have written what was read.
    if (!standsStill(deps.slot())) return everyMs
    read = tables === null ? '' : print
    emit({ source: 'rows', node: node.name, at: clock.now(), tables })
    return tables === null ? unreadMs : everyMs
  }
  const loops = [repeat(clock, space, barrier('disk')), repeat(clock, rows, barrier('rows'))]
  const stop = () => {
    for (const loop of loops) loop.stop()
  }
  return { stop }
}
