import { AppError } from '../contract/errors.ts'
import type { RigName } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import {
  emptySettings,
  keepSettings,
  type NodeSettings,
  readSettings,
  resolvePaths,
  type ServiceSettings,
  type Settings,
  writeSettings,
} from '../settings/index.ts'

/** The settings of one open rig: what is written by hand or by the screens, and the same with absolute paths. */
export interface RigSettings {
  readonly folder: string
  /** Absolute paths. */
  current(): Settings
  node(name: RigName): NodeSettings
  service(name: RigName): ServiceSettings
  /** Writes durably, one change after the other; listeners hear of it afterwards. Throws `settings_broken`. */
  change(next: (settings: Settings) => Settings): Promise<void>
  onChange(listener: (settings: Settings) => Promise<void>): void
  /** Resolves when every change that was asked for is written, or has failed. */
  settled(): Promise<void>
}

/** Opens `FOLDER/settings.json`, or an empty rig where there is none. Throws `settings_broken`. */
export async function openRigSettings(folder: string): Promise<RigSettings> {
  let written = (await readSettings(folder)) ?? emptySettings
  // A hand may have written it since: without this copy only the way back to it is missing.
  await keepSettings(folder).catch(() => undefined)
  let turn: Promise<unknown> = Promise.resolve()
  const listeners: ((settings: Settings) => Promise<void>)[] = []
  const current = () => resolvePaths(written, folder)
  const change = async (next: (settings: Settings) => Settings) => {
    const after = next(written)
    await writeSettings(folder, after)
    written = after
    for (const listener of listeners) await listener(current())
  }
  const found = <T>(one: T | undefined, name: string): T => {
    if (one === undefined) throw new AppError('not_found', saw('not-in-settings', name))
    return one
  }
  return {
    folder,
    current,
    node: (name) =>
      found(
        current().nodes.find((one) => one.name === name),
        name,
      ),
    service: (name) =>
      found(
        current().services.find((one) => one.name === name),
        name,
      ),
    change: (next) => {
      const done = turn.then(() => change(next))
      turn = done.catch(() => undefined)
      return done
    },
    onChange: (listener) => listeners.push(listener),
    settled: async () => void (await turn),
  }
}
