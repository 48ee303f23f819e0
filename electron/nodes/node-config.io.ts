import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { saw } from '../contract/seen.ts'
import { lookingFs } from '../storage/index.ts'
import { configFileOf, type NamedFolder, type NodeConfig, readNodeConfig } from './node-config.ts'

const configLimit = 1024 * 1024

/** A node's config, at most 1 MiB; `null`: it can't be read. */
export async function readConfigFile(path: string): Promise<string | null> {
  const { facts, read } = lookingFs()
  try {
    const { isFile } = await facts(path, true)
    return isFile ? Buffer.from(await read(path, configLimit, true)).toString('utf8') : null
  } catch {
    return null
  }
}

interface Places {
  readonly home: string
  readonly temporary: string
}

/** Where the program itself puts its data when nobody says (docs/protocol.md §15). */
export const ownFolder = (preset: string, { home, temporary }: Places): string =>
  preset === 'standalone' ? join(temporary, 'spacemesh') : join(home, preset === 'testnet' ? 'spacemesh-testnet' : 'spacemesh')

/** How a process sees its files: its own mounts, working folder and environment. */
export interface ProcessView extends Places {
  readonly readConfig: (path: string) => Promise<string | null>
}

/** The data folder of a running node, as its command line or config name it, or the program's own; `null`: it can't be told. */
export async function folderOfRunning(args: readonly string[], view: ProcessView): Promise<string | null> {
  const file = configFileOf(args)
  const text = file === null ? null : await view.readConfig(file)
  const { dataFolder, folderByFlag, preset, problems } = readNodeConfig(args, text)
  // Without the file only a flag says for sure where the data are.
  if (!folderByFlag && (problems.length > 0 || (file !== null && text === null))) return null
  const own = ownFolder(preset, view)
  return dataFolder ?? (own.startsWith('/') ? own : null)
}

const realOr = (path: string): Promise<string> =>
  lookingFs()
    .real(path)
    .catch(() => resolve(path))

async function namedFolder(config: NodeConfig, startedIn: string, dataFolder: string): Promise<NamedFolder> {
  const named = config.dataFolder ?? ownFolder(config.preset, { home: homedir(), temporary: tmpdir() })
  const path = resolve(startedIn, named)
  return { path, same: (await realOr(path)) === (await realOr(dataFolder)), relative: !isAbsolute(named) }
}

/**
 * Reads the configuration that a node's command line names; relative paths count from `startedIn`, where the node is started.
 * Read only; at most 1 MiB; a file that can't be read is named in `problems`. `dataFolder`: of the settings, to be compared.
 */
export async function loadNodeConfig(args: readonly string[], startedIn: string, dataFolder: string | null = null): Promise<NodeConfig> {
  const file = configFileOf(args)
  const text = file === null ? null : await readConfigFile(resolve(startedIn, file))
  const read = readNodeConfig(args, text)
  const unread = file !== null && text === null
  const problems = unread ? [...read.problems, saw('unreadable', file)] : read.problems
  // Presets and timings of an unread file would only be the defaults of another network.
  const config = unread ? { ...read, timing: null, problems } : read
  // Without the file only a flag says for sure where the data are.
  const known = problems.length === 0 || config.folderByFlag
  return dataFolder === null || !known ? config : { ...config, folder: await namedFolder(config, startedIn, dataFolder) }
}
