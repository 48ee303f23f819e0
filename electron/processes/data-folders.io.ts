import { isAbsolute, resolve } from 'node:path'
import type { RigName } from '../contract/model/basics.ts'
import { type DataFolder, readDataFolder, serviceCommandLine } from '../post/index.ts'
import type { LiveSlot } from './live-slot.io.ts'
import type { ProgramSpec } from './program-spec.ts'
import { ownFolder } from './seen-folder.io.ts'
import type { NamedFolder } from './service-findings.ts'

interface Looked {
  readonly data: DataFolder
  readonly named: NamedFolder | null
}

/** Where `--dir` leads from the folder in which the service is started, held against the folder of the settings. */
async function namedFolder({ args, cwd }: Pick<ProgramSpec, 'args' | 'cwd'>, real: string): Promise<NamedFolder | null> {
  const { dir } = serviceCommandLine(args)
  if (dir === null || dir === '') return null
  const path = resolve(cwd, dir)
  return { path, same: (await ownFolder(path)).real === real, relative: !isAbsolute(dir) }
}

/** The data folders of the services, as of the last look. */
export class DataFolders {
  readonly #looked = new Map<RigName, Looked>()

  async look(slot: LiveSlot): Promise<void> {
    const { key, dataFolder } = slot.spec
    if (key.kind !== 'service' || dataFolder === null) return
    const named = await namedFolder(slot.record.run ?? slot.spec, (await ownFolder(dataFolder)).real)
    this.#looked.set(key.name, { data: await readDataFolder(dataFolder, { sizes: true }), named })
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

  identity(service: RigName): string | null {
    const read = this.of(service)?.read
    return read?.ok === true ? read.metadata.nodeId : null
  }
}
