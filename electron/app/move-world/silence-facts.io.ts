import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { SilenceFacts } from '../../migration/index.ts'
import { loadNodeConfig } from '../../nodes/index.ts'
import {
  findProcesses,
  identifyProcess,
  lockHolder,
  nodeFolderSeenBy,
  nodesOnFolder,
  portOpen,
  programLine,
  type SlotProcess,
  usersOfFolder,
} from '../../processes/index.ts'
import type { NodeSettings } from '../../settings/index.ts'
import { localFileSystem } from '../../storage/index.ts'
import { rememberedAutoStart } from './auto-start.io.ts'
import { startedAsNode, usesAsNode } from './node-users.ts'
import { programOf } from './programs.io.ts'

type User = SilenceFacts['users'][number]

/** Nodes with this config or lock file of which nobody can tell where their data are. With a folder of their own they share it only. */
async function withoutFolder(files: readonly string[]): Promise<{ found: { pid: number; argv: readonly string[] }[]; complete: boolean }> {
  const { found, complete } = await findProcesses((argv) => startedAsNode(argv, files))
  const folders = await Promise.all(found.map((one) => nodeFolderSeenBy(one, programLine(one.argv).args)))
  return { found: found.filter((_one, index) => folders[index] === null), complete }
}

/** Processes with the folder in use as a node has it, or started as its node. Only those that are beyond doubt its node may ever be ended. */
async function usersOf(
  folder: string,
  { files, standing }: { readonly files: readonly string[]; readonly standing: readonly SlotProcess[] },
): Promise<{ users: User[]; complete: boolean; blind: SilenceFacts['blind'] }> {
  const [inFolder, byName] = await Promise.all([usersOfFolder(folder), withoutFolder(files)])
  const users = new Map<number, User>()
  const add = async (pid: number, argv: readonly string[], how: string) =>
    users.set(pid, { pid, commandLine: argv.join(' '), how, executable: (await identifyProcess(pid))?.exe ?? '' })
  for (const { pid, argv } of byName.found) await add(pid, argv, 'names its files')
  for (const { identity, argv } of standing) await add(identity.pid, argv, 'node')
  for (const { pid, argv, seenBy } of inFolder.users.filter(usesAsNode)) await add(pid, argv, seenBy)
  return { users: [...users.values()], complete: inFolder.complete && byName.complete, blind: inFolder.blind }
}

/** The nodes on a folder, where nobody asked the slot. */
export async function nodesAt({ dataFolder, program, arguments: args }: NodeSettings): Promise<readonly SlotProcess[]> {
  if (dataFolder === null) return []
  return (await nodesOnFolder(dataFolder, { program, args })).map((one) => ({ ...one, folder: dataFolder, ours: false }))
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

/**
 * Whether the kernel knows a lock on the databases: a connection in WAL mode holds one on `-shm` for as long as it is open, whoever owns
 * the process. So processes of other users are covered, which can't be looked into, and nothing is opened.
 */
async function databaseUse(folder: string): Promise<SilenceFacts['database']> {
  const files = ['local.sql', 'local.sql-shm', 'state.sql', 'state.sql-shm']
    .map((name) => join(folder, name))
    .filter((file) => existsSync(file))
  const holders = await Promise.all(files.map(lockHolder))
  if (holders.some(({ kind }) => kind === 'held')) return 'in-use'
  // No database at all proves nothing.
  return holders.length > 0 && holders.every(({ kind }) => kind === 'free') ? 'free' : 'unknown'
}

async function lockOf(file: string): Promise<SilenceFacts['lock']> {
  const holder = await lockHolder(file)
  return { file, state: holder.kind, pid: holder.kind === 'held' ? holder.pid : null }
}

async function portsOf(addresses: readonly (string | null)[]): Promise<SilenceFacts['ports']> {
  const asked = [...new Set(addresses.filter((address) => address !== null))]
  return Promise.all(
    asked.map(async (address) => {
      const state = await portOpen(address)
      return { address, open: state === 'unknown' ? null : state === 'open' }
    }),
  )
}

/** Every sign of life of a node on this machine (docs/protocol.md §9). `standing`: the processes in its place. Read only. */
export async function silenceFacts(node: NodeSettings, profileFolder: string, standing: readonly SlotProcess[]): Promise<SilenceFacts> {
  const folder = node.dataFolder ?? ''
  const { lockFile, named } = await filesOf(node, profileFolder)
  const { public: open, private: inner, post, json } = node.addresses
  const [{ users, complete, blind }, lock, ports, database, local, autoStart] = await Promise.all([
    usersOf(folder, { files: named, standing }),
    lockOf(lockFile),
    portsOf([open, inner, post, json ?? null]),
    databaseUse(folder),
    localFileSystem(folder).catch(() => null),
    rememberedAutoStart({ folder: resolve(folder), configs: named }),
  ])
  // Another user's process can't be looked into, but its command line can be read, and the kernel's table of locks names every open
  // database. Where not even that holds, nothing stands in for it.
  const usersComplete = blind.length === 0 && (complete || database !== 'unknown')
  return {
    node: node.name,
    users,
    programs: standing.filter(({ certain }) => certain).map(programOf),
    usersComplete,
    blind,
    lock,
    ports,
    database: database === 'free' ? 'free' : database === 'in-use' ? 'in-use' : 'unknown',
    localFileSystem: local !== null,
    autoStart: autoStart.found,
    autoStartUnread: autoStart.incomplete,
  }
}
