import { isAbsolute, resolve } from 'node:path'
import type { RigName } from '../contract/model/basics.ts'
import { type DataFolder, readDataFolder, serviceCommandLine } from '../post/index.ts'
import type { LiveSlot } from './live-slot.io.ts'
import { ownFolder } from './seen-folder.io.ts'
import type { NamedFolder } from './service-findings.ts'

interface Looked {
  readonly data: DataFolder
  readonly named: NamedFolder | null
}

/** Where `--dir` leads from the folder in which the service is started, held against the folder of the settings. */
async function namedFolder({ spec, record: { run } }: LiveSlot, real: string): Promise<NamedFolder | null> {
  const { args, cwd } = run ?? spec
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
    const named = await namedFolder(slot, (await ownFolder(dataFolder)).real)
    this.#looked.set(key.name, { data: await readDataFolder(dataFolder, { sizes: true }), named })
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
