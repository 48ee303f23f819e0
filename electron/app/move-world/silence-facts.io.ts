import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { SilenceFacts } from '../../migration/index.ts'
import { loadNodeConfig } from '../../nodes/index.ts'
import { findProcesses, lockHolder, portOpen, usersOfFolder } from '../../processes/index.ts'
import type { NodeSettings } from '../../settings/index.ts'
import { localFileSystem } from '../../storage/index.ts'
import { rememberedAutoStart } from './auto-start.io.ts'
import { holdsAsNode, startedAsNode, usesAsNode } from './node-users.ts'

type User = SilenceFacts['users'][number]

/** A sign of life, and whether the process is certainly the folder's node. */
type Seen = User & { readonly isNode: boolean }

const pathIn = (argument: string): string => argument.replace(/^(?:--data-folder=|-d=?)/, '')

/** Processes with the folder in use as a node has it, or started as a node with its config or lock file. */
async function usersOf(folder: string, files: readonly string[]): Promise<{ users: Seen[]; complete: boolean }> {
  const [inFolder, byName] = await Promise.all([usersOfFolder(folder), findProcesses((argv) => startedAsNode(argv, files))])
  const users = new Map<number, Seen>()
  for (const { pid, argv } of byName.found) users.set(pid, { pid, commandLine: argv.join(' '), how: 'names its files', isNode: true })
  for (const user of inFolder.users.filter(usesAsNode)) {
    const { pid, argv, seenBy, evidence } = user
    const isNode = users.has(pid) || holdsAsNode(user) || startedAsNode(argv, [folder, pathIn(evidence)])
    users.set(pid, { pid, commandLine: argv.join(' '), how: seenBy, isNode })
  }
  return { users: [...users.values()], complete: inFolder.complete && byName.complete }
}

/** Config and lock file of a node, as its command line may name them. */
async function filesOf(node: NodeSettings, profileFolder: string): Promise<{ lockFile: string; named: string[] }> {
  const config = await loadNodeConfig(node.arguments, profileFolder)
  const lockFile = resolve(profileFolder, config.fileLock ?? join(tmpdir(), 'spacemesh.lock'))
  const named = config.configFile === null ? [] : [config.configFile, resolve(profileFolder, config.configFile)]
  // Without a lock file of its own any node on this machine has the common one.
  return { lockFile, named: config.fileLock === null ? named : [lockFile, ...named] }
}

/** Process ids of the folder's node, whoever started it: the only ones that a move may ask to end. */
export async function nodeProcesses(node: NodeSettings, profileFolder: string): Promise<number[]> {
  const { named } = await filesOf(node, profileFolder)
  const { users } = await usersOf(node.dataFolder ?? '', named)
  return users.filter(({ isNode }) => isNode).map(({ pid }) => pid)
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

/** Every sign of life of a node on this machine (docs/protocol.md §9). Read only. */
export async function silenceFacts(node: NodeSettings, profileFolder: string): Promise<SilenceFacts> {
  const folder = node.dataFolder ?? ''
  const { lockFile, named } = await filesOf(node, profileFolder)
  const { public: open, private: inner, post, json } = node.addresses
  const [{ users, complete }, lock, ports, database, local, autoStart] = await Promise.all([
    usersOf(folder, named),
    lockOf(lockFile),
    portsOf([open, inner, post, json ?? null]),
    databaseUse(folder),
    localFileSystem(folder).catch(() => null),
    rememberedAutoStart({ folder: resolve(folder), configs: named }),
  ])
  // Another user's process can't be looked into, but the kernel's table of locks names every open database.
  const usersComplete = complete || database !== 'unknown'
  return {
    node: node.name,
    users: users.map(({ pid, commandLine, how }) => ({ pid, commandLine, how })),
    usersComplete,
    lock,
    ports,
    database: database === 'free' ? 'free' : database === 'in-use' ? 'in-use' : 'unknown',
    localFileSystem: local !== null,
    autoStart: autoStart.found,
    autoStartUnread: autoStart.incomplete,
  }
}
