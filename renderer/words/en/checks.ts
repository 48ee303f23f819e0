import { moveChecks } from './move-checks.ts'
import { rigChecks } from './rig-checks.ts'

export const checksWords = {
  /** Of every check, by id. */
  of: { ...moveChecks, ...rigChecks },
  verdict: { pass: 'passes', warn: 'worth knowing', unknown: 'unknown', fail: 'stops the plan' },
  labels: { why: 'Why', fix: 'Fix' },
} as const
