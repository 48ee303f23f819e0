import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { NodeRow } from '../contract/model/rig.ts'
import { copyDatabase, sqliteRows } from '../migration/index.ts'
import { errorCode, realFs } from '../storage/index.ts'
import { type Barrier, type Clock, repeat } from '../time/index.ts'
import type { SpaceSeen } from './place-findings.ts'
import type { Sighting } from './sightings.ts'

export interface DiskWatchDependencies {
  readonly clock: Clock
  readonly emit: (sighting: Sighting) => void
  readonly barrier: (source: string) => Barrier
  /** How the node's process runs now. */
  readonly slot: () => NodeRow['slot']
  /** Identities whose rows may lie there. */
  readonly ids: () => readonly SmesherId[]
  readonly freeBytes: (path: string) => Promise<number>
}

const everyMs = 60_000
/** A database that is larger is not one of these: nothing is said of it. */
const mostBytes = 256 * 2 ** 20

/** A disk that hangs is one of which nothing is known. */
const patienceMs = 10_000

/** Of the fuller disk; `null` where a folder is not there, which the look at its keys tells. */
async function lookAtSpace(folders: readonly string[], { clock, freeBytes }: DiskWatchDependencies): Promise<SpaceSeen | null> {
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

/** What tells one writing of a file from the next. */
async function printOf(paths: readonly string[]): Promise<{ readonly print: string; readonly bytes: number }> {
  const facts = await Promise.all(paths.map((path) => realFs.stat(path)))
  return { print: JSON.stringify(facts), bytes: facts.reduce((sum, one) => sum + (one?.sizeBytes ?? 0), 0) }
}

type TablesOf = ReadonlyMap<SmesherId, readonly string[]>

/** Which tables hold rows of each, read from a private copy of the file and its `-wal`; `null`: it could not be read as one whole. */
async function readCopy(database: string, ids: readonly SmesherId[]): Promise<TablesOf | null> {
  const folder = await mkdtemp(join(tmpdir(), 'smeshdesk-look-'))
  try {
    const copy = join(folder, 'local.sql')
    const files = [database, `${database}-wal`]
    const before = await printOf(files)
    if (before.bytes > mostBytes) return null
    await copyDatabase(realFs, database, copy)
    if ((await printOf(files)).print !== before.print) return null
    const tables = new Map<SmesherId, readonly string[]>()
    for (const id of ids) {
      const found = await sqliteRows.read(copy, id)
      tables.set(
        id,
        found.tables.filter(({ rows }) => rows.length > 0).map(({ table }) => table),
      )
    }
    return tables
  } catch {
    return null
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Watches the disk of one node: its free space each minute, and what a stopped node's `local.sql` holds, once after each writing. The
 * file of a node that runs, or may, is not looked at: what is in it is then unknown. It is never opened where it lies (docs/protocol.md §3).
 */
export function watchDisk(
  node: { readonly name: RigName; readonly folders: readonly [data: string, logs: string] },
  deps: DiskWatchDependencies,
) {
  const { clock, emit, barrier } = deps
  const [data] = node.folders
  const database = join(data, 'local.sql')
  let read = ''
  const space = async () => {
    emit({ source: 'space', node: node.name, at: clock.now(), space: await lookAtSpace(node.folders, deps) })
    return everyMs
  }
  const rows = async () => {
    const stands = standsStill(deps.slot())
    const { print } = await printOf([database, `${database}-wal`])
    if (!stands || print === read) return everyMs
    const tables = await readCopy(database, deps.ids())
    // Started meanwhile: its next life may have written what was read.
    if (!standsStill(deps.slot())) return everyMs
    read = tables === null ? '' : print
    emit({ source: 'rows', node: node.name, at: clock.now(), tables })
    return everyMs
  }
  const loops = [repeat(clock, space, barrier('disk')), repeat(clock, rows, barrier('rows'))]
  const stop = () => {
    for (const loop of loops) loop.stop()
  }
  return { stop }
}
