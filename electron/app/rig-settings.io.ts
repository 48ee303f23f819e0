import { AppError } from '../contract/errors.ts'
import type { RigName } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { inTurn } from '../faults/index.ts'
import { emptySettings, keepSettings, readSettings, resolvePaths, type Settings, writeSettings } from '../settings/index.ts'

/**
 * The settings of one open rig: what is written by hand or by the screens, and the same with absolute paths. Opens
 * `FOLDER/settings.json`, or an empty rig where there is none. Throws `settings_broken`.
 */
export async function openRigSettings(folder: string, mayWrite: () => boolean = () => true) {
  let written = (await readSettings(folder)) ?? emptySettings
  // A hand may have written it since: without this copy only the way back to it is missing.
  if (mayWrite()) await keepSettings(folder).catch(() => undefined)
  const turns = inTurn()
  const listeners: ((settings: Settings) => Promise<void>)[] = []
  const current = () => resolvePaths(written, folder)
  const change = async (next: (settings: Settings) => Settings) => {
    const after = next(written)
    await writeSettings(folder, after)
    written = after
    for (const listener of listeners) await listener(current())
  }
  const found = <T extends { readonly name: RigName }>(entries: readonly T[], name: RigName): T => {
    const one = entries.find((entry) => entry.name === name)
    if (one === undefined) throw new AppError('not_found', saw('not-in-settings', name))
    return one
  }
  return {
    folder,
    /** Absolute paths. */
    current,
    node: (name: RigName) => found(current().nodes, name),
    service: (name: RigName) => found(current().services, name),
    /** Writes durably, one change after the other; listeners hear of it afterwards. Throws `settings_broken`. */
    change: (next: (settings: Settings) => Settings) => turns.run(() => change(next)),
    onChange: (listener: (settings: Settings) => Promise<void>) => void listeners.push(listener),
    /** Resolves when every change that was asked for is written, or has failed. */
    settled: turns.settled,
  }
}
export type RigSettings = Awaited<ReturnType<typeof openRigSettings>>
