import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { SilenceFacts } from '../../migration/index.ts'
import { loadNodeConfig } from '../../nodes/index.ts'
import { findProcesses, lockHolder, portOpen, usersOfFolder } from '../../processes/index.ts'
import type { NodeSettings } from '../../settings/index.ts'
import { localFileSystem } from '../../storage/index.ts'
import { autoStartOf } from './auto-start.io.ts'
import { usesAsNode } from './node-users.ts'

type User = SilenceFacts['users'][number]

/** Processes with the folder in use as a node has it, or with the config or lock file on their command line. */
async function usersOf(folder: string, files: readonly string[]): Promise<{ users: User[]; complete: boolean }> {
  const [inFolder, byName] = await Promise.all([
    usersOfFolder(folder),
    findProcesses((argv) => argv.slice(1).some((argument) => files.includes(argument))),
  ])
  const users = new Map<number, User>()
  for (const { pid, argv } of byName.found) users.set(pid, { pid, commandLine: argv.join(' '), how: 'names its files' })
  for (const user of inFolder.users.filter(usesAsNode))
    users.set(user.pid, { pid: user.pid, commandLine: user.argv.join(' '), how: user.seenBy })
  return { users: [...users.values()], complete: inFolder.complete && byName.complete }
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
  return holders.every(({ kind }) => kind === 'free') ? 'free' : 'unknown'
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
  const config = await loadNodeConfig(node.arguments, profileFolder)
  const lockFile = resolve(profileFolder, config.fileLock ?? join(tmpdir(), 'spacemesh.lock'))
  const named = [lockFile, ...(config.configFile === null ? [] : [config.configFile, resolve(profileFolder, config.configFile)])]
  const { public: open, private: inner, post, json } = node.addresses
  const [{ users, complete }, lock, ports, database, local, autoStart] = await Promise.all([
    usersOf(folder, named),
    lockOf(lockFile),
    portsOf([open, inner, post, json ?? null]),
    databaseUse(folder),
    localFileSystem(folder).catch(() => null),
    autoStartOf([folder]),
  ])
  // Another user's process can't be looked into, but the kernel's table of locks names every open database.
  const usersComplete = complete || database !== 'unknown'
  return {
    node: node.name,
    users,
    usersComplete,
    lock,
    ports,
    database: database === 'free' ? 'free' : database === 'in-use' ? 'in-use' : 'unknown',
    localFileSystem: local !== null,
    autoStart,
  }
}
