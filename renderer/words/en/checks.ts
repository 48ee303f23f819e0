import { certificateChecks } from './certificate-checks.ts'
import { doctorChecks } from './doctor-checks.ts'
import { moveChecks } from './move-checks.ts'
import { rigChecks } from './rig-checks.ts'

export const checksWords = {
  /** Of every check, by id. */
  of: { ...moveChecks, ...rigChecks, ...certificateChecks, ...doctorChecks },
  verdict: { pass: 'passes', warn: 'worth knowing', unknown: 'unknown', fail: 'stops the plan' },
  /** What a page is called to which a check leads. */
  page: (route: string) =>
    ({
      '#/keys': 'Look at the key copies',
      '#/identities': 'Look at the identities',
      '#/activity': 'Go to Activity',
      '#/binaries': 'Look at the binaries',
    })[route] ?? `Go to ${/^#\/nodes\/(.+)$/.exec(route)?.[1] ?? 'the nodes'}`,
  labels: { why: 'Why', fix: 'Fix' },
} as const
