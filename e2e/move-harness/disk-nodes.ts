import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import type { ProgramProcess } from '../../electron/silence/index.ts'
import { whatLoads } from '../oracle/key-copies.ts'
import { readKeyFolders } from '../oracle/key-folders.ts'

/** Nodes that exist only on disk: a marker says which run and which keys they had loaded. They survive whatever happens to the executor. */
export const sides = ['attic', 'home'] as const
export type Side = (typeof sides)[number]

const recordings = fileURLToPath(new URL('../recordings/data-folders/', import.meta.url))
const marker = (rig: string, side: Side) => join(rig, `${side}.running`)
export const dataFolder = (rig: string, side: Side) => join(rig, side)

/** What the node would load: the ids of good keys, or why it would not start. */
export function loadable(rig: string, side: Side): { ids: readonly string[]; refuses: string | null } {
  const folder = join(dataFolder(rig, side), 'identities')
  const { ids, torn } = whatLoads(readKeyFolders([folder])[folder] ?? [])
  const refuses =
    torn.length > 0 ? 'torn key' : new Set(ids).size < ids.length ? 'same key twice' : ids.length === 0 ? 'makes a local.key' : null
  return { ids, refuses }
}

export const loadedBy = (rig: string, side: Side): string[] =>
  existsSync(marker(rig, side))
    ? readFileSync(marker(rig, side), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : []
export const isRunning = (rig: string, side: Side): boolean => existsSync(marker(rig, side))

/** Each start is another process: the moment at which its marker was made tells it, and who started it. */
export function processOf(rig: string, side: Side): ProgramProcess | null {
  const facts = statSync(marker(rig, side), { bigint: true, throwIfNoEntry: false })
  if (facts === undefined) return null
  const folder = dataFolder(rig, side)
  const of = { executable: '/opt/go-spacemesh', folder, commandLine: `go-spacemesh -d ${folder}`, startedAt: null, bootId: 'boot' }
  return { pid: side === 'attic' ? 1 : 2, startTicks: String(facts.birthtimeNs), ours: existsSync(`${marker(rig, side)}.ours`), ...of }
}

export function stop(rig: string, side: Side): void {
  rmSync(`${marker(rig, side)}.ours`, { force: true })
  rmSync(marker(rig, side), { force: true })
}

/** Keys are read once, at the start. `ours`: by the executor. */
export function start(rig: string, side: Side, ours = false): void {
  const { ids, refuses } = loadable(rig, side)
  if (isRunning(rig, side) || refuses !== null) return
  if (ours) writeFileSync(`${marker(rig, side)}.ours`, '')
  writeFileSync(marker(rig, side), ids.join('\n'))
}

const asHex = (id: unknown) => (id instanceof Uint8Array ? Buffer.from(id).toString('hex') : String(id))

/**
 * Opens the database as a node does (write-ahead), writes for every loaded identity, and leaves file and `-wal` as a killed node leaves
 * them: nothing checkpointed, everything in the `-wal`.
 */
function writeAsNode(rig: string, side: Side): void {
  const path = join(dataFolder(rig, side), 'local.sql')
  const database = new DatabaseSync(path)
  database.exec('PRAGMA journal_mode=wal; PRAGMA wal_autocheckpoint=0')
  for (const id of loadedBy(rig, side))
    database.prepare('UPDATE challenge SET sequence = sequence + 1 WHERE id = ?').run(Buffer.from(id, 'hex'))
  database.prepare('INSERT OR REPLACE INTO malfeasance_sync_state (id, timestamp) VALUES (1, ?)').run(Date.now())
  const kept = ['', '-wal', '-shm'].filter((end) => existsSync(path + end))
  for (const end of kept) cpSync(path + end, `${path}${end}.kept`)
  database.close()
  for (const end of kept) {
    cpSync(`${path}${end}.kept`, path + end)
    rmSync(`${path}${end}.kept`)
  }
}

/** All rows of the identity tables, as text by identity: read from a private copy. */
export function rowsOf(rig: string, side: Side): Map<string, string> {
  const path = join(dataFolder(rig, side), 'local.sql')
  const copy = join(rig, `look-${side}.sql`)
  for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true })
  for (const end of ['', '-wal']) if (existsSync(path + end)) cpSync(path + end, copy + end)
  const database = new DatabaseSync(copy)
  const rows = new Map<string, string>()
  for (const table of ['post', 'challenge', 'poet_registration', 'nipost'])
    for (const row of database.prepare(`SELECT * FROM ${table}`).all()) {
      const id = asHex(row.id)
      const text = JSON.stringify(Object.values(row).map((value) => (value instanceof Uint8Array ? asHex(value) : String(value))))
      rows.set(id, `${rows.get(id) ?? ''}${table}${text}\n`)
    }
  database.close()
  return rows
}

/** Whatever starts nodes starts both at once. Both write; from then on they run. */
export function hostileInit(rig: string): void {
  for (const side of sides) {
    start(rig, side)
    if (isRunning(rig, side)) writeAsNode(rig, side)
  }
}

/** A fresh rig from real data folders: `attic` holds two registered identities, `home` four; all rows in the `-wal`. */
export function prepareRig(rig: string): void {
  mkdirSync(join(rig, 'profile'), { recursive: true })
  cpSync(join(recordings, 'registered-mid-epoch'), join(rig, 'attic'), { recursive: true })
  cpSync(join(recordings, 'after-sigterm'), join(rig, 'home'), { recursive: true })
  for (const side of sides) start(rig, side)
}
