import { isAbsolute, resolve } from 'node:path'
import type { RigName, SmesherId } from '../contract/model/basics.ts'
import { type DataFolder, readDataFolder, readMetadata, serviceCommandLine } from '../post/index.ts'
import type { LiveSlot } from './live-slot.io.ts'
import type { ProgramSpec } from './program-spec.ts'
import { ownFolder } from './seen-folder.io.ts'
import type { NamedFolder } from './service-findings.ts'

interface Looked {
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

/** The data folders of the services, as of the last look. */
export class DataFolders {
  readonly #looked = new Map<RigName, Looked>()

  async look(slot: LiveSlot): Promise<void> {
    const { key, dataFolder } = slot.spec
    if (key.kind !== 'service' || dataFolder === null) return
    const named = await namedFolder(slot.record.run ?? slot.spec, (await ownFolder(dataFolder)).real)
    const data = await readDataFolder(dataFolder, { sizes: true })
    this.#looked.set(key.name, { data, named, identity: await identityOf(data, named) })
  }

  /** Where the next start would put a service's data, whatever runs now. */
  async planned({ spec }: LiveSlot): Promise<NamedFolder | null> {
    if (spec.key.kind !== 'service' || spec.dataFolder === null) return null
    return namedFolder(spec, (await ownFolder(spec.dataFolder)).real)
  }

  of(service: RigName): DataFolder | null {
    return this.#looked.get(service)?.data ?? null
  }

  named(service: RigName): NamedFolder | null {
    return this.#looked.get(service)?.named ?? null
  }

  /** Whom it proves for. */
  identity(service: RigName): SmesherId | null {
    return this.#looked.get(service)?.identity ?? null
  }
}
