import type { FindingTitle } from './alerts.ts'
import type { CheckSentences } from './check-words.ts'
import { rigChecks } from './rig-checks.ts'

const known: Readonly<Record<string, CheckSentences>> = rigChecks

/** What a finding of a node or a service says is the matter; `null` without words for it. */
export const findingTitle: FindingTitle = (id, values) => known[id]?.fails(values) ?? null
