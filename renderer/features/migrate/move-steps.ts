import type { BatchRow, MoveState, PlanStep, StepEvidence } from '../../../electron/contract/model/migration.ts'
import { forwardStates } from '../../../electron/contract/model/move-lists.ts'

const forward: readonly MoveState[] = forwardStates

export interface ShownStep {
  readonly step: PlanStep
  readonly index: number
  readonly state: 'done' | 'now' | 'to-do' | 'undone'
  readonly evidence: StepEvidence | null
}

/** How many steps are done. While undoing or stopped, as many as have evidence. */
export const stepsDone = ({ state, evidence, plan }: Pick<BatchRow, 'state' | 'evidence' | 'plan'>): number => {
  const rank = forward.indexOf(state)
  if (rank >= 0) return Math.min(rank, plan.steps.length)
  return Math.max(0, ...evidence.map((one) => forward.indexOf(one.state)))
}

/** Each step with its newest evidence. */
export const shownSteps = (batch: BatchRow): readonly ShownStep[] => {
  const done = stepsDone(batch)
  const aborted = batch.state === 'aborted'
  const running = batch.activity !== 'ended' && batch.state !== 'frozen' && batch.state !== 'aborting'
  return batch.plan.steps.map((step, index) => ({
    step,
    index,
    state: index < done ? (aborted ? 'undone' : 'done') : index === done && running ? 'now' : 'to-do',
    evidence: batch.evidence.findLast(({ words }) => words === step.id) ?? null,
  }))
}

/** The step after which undoing means moving back; its number as people count. */
export const noReturn = (steps: readonly PlanStep[]): number => steps.findIndex(({ pointOfNoReturn }) => pointOfNoReturn) + 1

/** How long the whole plan is expected to take. */
export const planMs = (steps: readonly PlanStep[]): number => steps.reduce((sum, { expectedMs }) => sum + expectedMs, 0)
