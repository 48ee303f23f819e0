import type { RigProblem } from '../../electron/contract/model/rig.ts'
import { rigFaultWords as english } from './en/rig-fault.ts'
import { seenText } from './seen.ts'
import { told } from './told.ts'

export const rigFaultWords = told('rigFault', english)

/** With what Smeshdesk saw in words. */
export const saidProblem = (problem: RigProblem): RigProblem => ({ ...problem, detail: seenText(problem.detail) })

/** One line for the strip. */
export const rigFaultLine = (problem: RigProblem): string =>
  problem.code === 'settings-broken' ? rigFaultWords.settings.where(saidProblem(problem)) : seenText(problem.detail)
