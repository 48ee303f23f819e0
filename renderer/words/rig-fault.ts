import type { RigProblem } from '../../electron/contract/model/rig.ts'
import { rigFaultWords as english } from './en/rig-fault.ts'
import { told } from './told.ts'

export const rigFaultWords = told('rigFault', english)

/** One line for the strip. */
export const rigFaultLine = (problem: RigProblem): string =>
  problem.code === 'settings-broken' ? rigFaultWords.settings.where(problem) : problem.detail
