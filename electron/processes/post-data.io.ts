import { isAbsolute, resolve } from 'node:path'
import type { SmesherId } from '../contract/model/basics.ts'
import type { NamedFolder } from '../nodes/index.ts'
import { type DataFolder, readDataFolder, readMetadata, serviceCommandLine } from '../post/index.ts'
import type { ProgramSpec } from './program-spec.ts'
import { ownFolder } from './seen-folder.io.ts'

/** What a PoST data folder says, and where the arguments of its service lead. */
export interface PostDataSeen {
  readonly data: DataFolder
  readonly named: NamedFolder | null
  readonly identity: SmesherId | null
}

/** Where `--dir` leads from the folder in which the service is started, held against the folder of the settings. */
async function namedFolder({ args, cwd }: Pick<ProgramSpec, 'args' | 'cwd'>, real: string): Promise<NamedFolder | null> {
  const { dir } = serviceCommandLine(args)
  if (dir === null || dir === '') return null
  const path = resolve(cwd, dir)
  const [named, own] = await Promise.all([ownFolder(path), ownFolder(real)])
  const same = named.real === own.real || (named.place !== null && named.place === own.place)
  return { path, same, relative: !isAbsolute(dir) }
}

/** Whom it proves for: a service is what its `--dir` says, whatever its entry names. */
async function identityOf(data: DataFolder, named: NamedFolder | null): Promise<SmesherId | null> {
  if (named?.same === false) {
    const read = await readMetadata(named.path)
    return read.ok ? read.metadata.nodeId : null
  }
  return data.read.ok ? data.read.metadata.nodeId : null
}

/** Looks at the PoST data of a service as it runs, or as it would be started. `null`: it has no folder. */
export async function lookAtPostData(dataFolder: string | null, line: Pick<ProgramSpec, 'args' | 'cwd'>): Promise<PostDataSeen | null> {
  if (dataFolder === null) return null
  const named = await namedFolder(line, (await ownFolder(dataFolder)).real)
  const data = await readDataFolder(dataFolder)
  return { data, named, identity: await identityOf(data, named) }
}

/** Where the next start would put a service's data, whatever runs now. */
export const plannedPostData = async ({ dataFolder, ...line }: ProgramSpec): Promise<NamedFolder | null> =>
  dataFolder === null ? null : namedFolder(line, (await ownFolder(dataFolder)).real)
