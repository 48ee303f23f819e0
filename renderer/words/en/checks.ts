import type { CheckId } from '../../../electron/contract/model/check-id.ts'
import type { CheckSentences } from './check-words.ts'
import { moveChecks } from './move-checks.ts'
import { rigChecks } from './rig-checks.ts'

/** Words of every check, by id. */
const of: Readonly<Record<CheckId, CheckSentences>> = { ...moveChecks, ...rigChecks }

export const checksWords = {
  of,
  verdict: { pass: 'passes', warn: 'worth knowing', unknown: 'unknown', fail: 'stops the plan' },
  labels: { why: 'Why', fix: 'Fix' },
} as const
