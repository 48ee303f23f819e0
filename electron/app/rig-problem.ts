import { AppError } from '../contract/errors.ts'
import type { RigProblem } from '../contract/model/rig.ts'

/** Why a rig did not open, as the screens tell it. */
export function problemOf(error: unknown, settingsFile: string): RigProblem {
  const detail = error instanceof Error ? error.message : String(error)
  if (!(error instanceof AppError) || error.code !== 'settings_broken') return { code: 'failed', detail, settings: null }
  return { code: 'settings-broken', detail, settings: { file: settingsFile, line: null, field: null, meant: null } }
}
