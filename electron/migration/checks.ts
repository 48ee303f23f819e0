import type { Check } from '../contract/model/basics.ts'
import { moveChecks } from '../contract/model/check-id.ts'
import { check } from '../contract/model/verdicts.ts'
import type { CheckFacts, Guards } from './check-facts.ts'
import { keyChecks } from './checks-keys.ts'
import { networkChecks } from './checks-network.ts'
import { nodeChecks } from './checks-nodes.ts'

/** Every guard of the state `planned`; the key names the sentence in the words. */
const table = { ...nodeChecks, ...keyChecks, ...networkChecks } satisfies Required<Guards>

/** Runs every check, in the order of the screen; none is skipped because another failed. */
export const runChecks = (facts: CheckFacts): Check[] =>
  moveChecks.map((id) => {
    const { verdict, values, evidence } = table[id](facts)
    return check[verdict](id, values, evidence)
  })

/** A plan can be made: nothing fails, and nothing is unknown. */
export const allClear = (checks: readonly Check[]): boolean => checks.every(({ verdict }) => verdict === 'pass' || verdict === 'warn')
