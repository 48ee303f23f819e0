import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { loadNodeConfig } from '../nodes/index.ts'
import {
  identifyProcess,
  lockHolders,
  nodeFolderSeenBy,
  nodesOnFolder,
  type ProcessLook,
  portOpen,
  programLine,
  type SeenProcess,
  type SlotProcess,
  usersOfFolder,
} from '../processes/index.ts'
import type { NodeSettings } from '../settings/index.ts'
import { localFileSystem } from '../storage/index.ts'
import type { Reasons, Signs } from './facts.ts'
import { startedAsNode, usesAsNode } from './node-users.ts'
import { programOf } from './program-process.io.ts'
import { reasonsOf } from './reasons.io.ts'

type User = Signs['users'][number]

/** Nodes with this config or lock file of which nobody can tell where their data are. With a folder of their own they share it only. */
async function withoutFolder(files: readonly string[], { processes }: ProcessLook): Promise<readonly SeenProcess[]> {
  const found = processes.filter(({ argv }) => startedAsNode(argv, files))
  const folders = await Promise.all(found.map((one) => nodeFolderSeenBy(one, programLine(one.argv).args)))
  return found.filter((_one, index) => folders[index] === null)
}

/** Processes with the folder in use as a node has it, or started as its node. Only those that are beyond doubt its node may ever be ended. */
async function usersOf(
  folder: string,
  { files, standing, look }: Standing & { readonly files: readonly string[] },
): Promise<{ users: User[]; complete: boolean; blind: Signs['blind'] }> {
  const [{ users: inFolder, complete, blind }, byName] = await Promise.all([usersOfFolder(folder, look), withoutFolder(files, look)])
  const users = new Map<number, User>()
  const add = async (pid: number, argv: readonly string[], how: string) =>
    users.set(pid, { pid, commandLine: argv.join(' '), how, executable: (await identifyProcess(pid))?.exe ?? '' })
  for (const { pid, argv } of byName) await add(pid, argv, 'names-files')
  for (const { identity, argv } of standing) await add(identity.pid, argv, 'node')
  for (const { pid, argv, seenBy } of inFolder.filter(usesAsNode)) await add(pid, argv, seenBy)
  return { users: [...users.values()], complete, blind }
}

/** The nodes on a folder, where nobody asked the slot. */
export async function nodesAt({ dataFolder, program, arguments: args }: NodeSettings, look: ProcessLook): Promise<readonly SlotProcess[]> {
  if (dataFolder === null) return []
  return (await nodesOnFolder(dataFolder, { program, args }, look)).map((one) => ({ ...one, folder: dataFolder, ours: false }))
}

/** The lock file that a node takes at its start. */
export const lockFileOf = async (node: NodeSettings, profileFolder: string): Promise<string> =>
  (await filesOf(node, profileFolder)).lockFile

/** Config and lock file of a node, as its command line may name them. */
async function filesOf(node: NodeSettings, profileFolder: string): Promise<{ lockFile: string; named: string[] }> {
  const config = await loadNodeConfig(node.arguments, profileFolder)
  const lockFile = resolve(profileFolder, config.fileLock ?? join(tmpdir(), 'spacemesh.lock'))
  const named = config.configFile === null ? [] : [config.configFile, resolve(profileFolder, config.configFile)]
  // Without a lock file of its own any node on this machine has the common one.
  return { lockFile, named: config.fileLock === null ? named : [lockFile, ...named] }
}

/** Where a node that has its databases open holds locks. */
export const databasesIn = (folder: string): string[] =>
  ['local.sql', 'local.sql-shm', 'state.sql', 'state.sql-shm'].map((name) => join(folder, name))

/**
 * Who holds the lock file, and whether the kernel knows a lock on the databases: a connection in WAL mode holds one on `-shm` for as long
 * as it is open, whoever owns the process. So processes of other users are covered, which can't be looked into, and nothing is opened.
 */
async function locksOf(lockFile: string, folder: string): Promise<Pick<Signs, 'lock' | 'database'>> {
  const files = databasesIn(folder).filter((file) => existsSync(file))
  const [holder = { kind: 'unknown', why: 'unreadable' }, ...holders] = await lockHolders([lockFile, ...files])
  const inUse = holders.some(({ kind }) => kind === 'held')
  // No database at all proves nothing.
  const isFree = holders.length > 0 && holders.every(({ kind }) => kind === 'free')
  return {
    lock: { file: lockFile, state: holder.kind, pid: holder.kind === 'held' ? holder.pid : null },
    database: inUse ? 'in-use' : isFree ? 'free' : 'unknown',
  }
}

async function portsOf(addresses: readonly (string | null)[]): Promise<Signs['ports']> {
  const asked = [...new Set(addresses.filter((address) => address !== null))]
  return Promise.all(
    asked.map(async (address) => {
      const state = await portOpen(address)
      return { address, open: state === 'unknown' ? null : state === 'open' }
    }),
  )
}

/** What was found in a node's place just before, and the look at all processes in which it was. */
interface Standing {
  readonly standing: readonly SlotProcess[]
  readonly look: ProcessLook
}

/** Every sign of life of a node on this machine (docs/protocol.md §9). Read only. */
export async function signsOf(node: NodeSettings, profileFolder: string, { standing, look }: Standing): Promise<Signs> {
  const folder = node.dataFolder ?? ''
  const { lockFile, named } = await filesOf(node, profileFolder)
  const { public: open, private: inner, post, json } = node.addresses
  const [{ users, complete, blind }, { lock, database }, ports, local] = await Promise.all([
    usersOf(folder, { files: named, standing, look }),
    locksOf(lockFile, folder),
    portsOf([open, inner, post, json ?? null]),
    localFileSystem(folder).catch(() => null),
  ])
  // Another user's process can't be looked into, but its command line can be read, and the kernel's table of locks names every open
  // database. Where not even that holds, nothing stands in for it.
  const usersComplete = blind.length === 0 && (complete || database !== 'unknown')
  const programs = standing.filter(({ certain }) => certain).map(programOf)
  return { node: node.name, users, programs, usersComplete, blind, lock, ports, database, localFileSystem: local !== null }
}

/** Why a node of this entry may come back by itself; some seconds old, unless `anew`. */
export async function reasonsFor(node: NodeSettings, profileFolder: string, anew: boolean): Promise<Reasons> {
  const { named } = await filesOf(node, profileFolder)
  return reasonsOf({ folder: resolve(node.dataFolder ?? ''), configs: named }, anew)
}
