import type { FindingTitle } from './alerts.ts'
import { rigChecks } from './rig-checks.ts'

/** What a finding of a node or a service says is the matter; `null` without words for it. */
export const findingTitle: FindingTitle = (id, values) => rigChecks[id]?.fails(values) ?? null
