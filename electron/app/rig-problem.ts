import { AppError } from '../contract/errors.ts'
import type { RigProblem } from '../contract/model/rig.ts'
import { isFault } from '../settings/index.ts'

/** Why a rig did not open, as the screens tell it. */
export function problemOf(error: unknown, settingsFile: string): RigProblem {
  const message = error instanceof Error ? error.message : String(error)
  if (!(error instanceof AppError) || error.code !== 'settings_broken') return { code: 'failed', detail: message, settings: null }
  const { data } = error
  if (!isFault(data))
    return { code: 'settings-broken', detail: message, settings: { file: settingsFile, is: 'value', line: null, field: null, meant: null } }
  const { kind: is, line, field, meant, detail } = data
  return { code: 'settings-broken', detail, settings: { file: settingsFile, is, line, field, meant } }
}
