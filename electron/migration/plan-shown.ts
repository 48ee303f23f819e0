import type { MovePlan, PlanStep } from '../contract/model/migration.ts'
import { type StepName, stepNames } from '../contract/model/move-lists.ts'
import { shownProcess } from './consent-names.ts'
import { transitions } from './machine.ts'
import type { MovePaths } from './names.ts'
import { consentWords } from './plan.ts'
import type { PlannedMove } from './planned-move.ts'

/** Files each step touches, in the order in which it does. */
function stepPaths(step: StepName, { source, target, batch }: MovePaths): readonly string[] {
  switch (step) {
    case 'stop-source':
      return [source.database, `${source.database}-wal`, batch.copies]
    case 'retire-key':
      return [source.key, source.retired, source.tombstone]
    case 'stage-rows':
      return [target.database, target.before, target.staged]
    case 'copy-key':
    case 'verify-key':
      return [target.temporary]
    case 'arm':
      return [target.key, target.lease]
    case 'settle':
    case 'stop-target':
    case 'start-target':
    case 'start-service':
      return []
  }
}

function expectedMs(step: StepName, { wait, expected }: PlannedMove): number {
  switch (step) {
    case 'stop-source':
    case 'stop-target':
      return expected.stopMs
    case 'settle':
      return (wait.layers + 1) * wait.layerMs
    case 'start-target':
      return expected.startMs
    case 'start-service':
      return 5_000
    case 'retire-key':
    case 'stage-rows':
    case 'copy-key':
    case 'verify-key':
    case 'arm':
      return 500
  }
}

function stepValues(step: StepName, { source, target, service, wait }: PlannedMove): Record<string, string> {
  const both = { source: source.node, target: target.node, service: service.name }
  if (step === 'settle') return { ...both, layers: String(wait.layers) }
  return step === 'start-service' ? { ...both, address: target.postAddress } : both
}

const noReturn = (step: StepName): boolean => Object.values(transitions).some((one) => one?.step === step && one.pointOfNoReturn)

function showSteps(plan: PlannedMove, paths: MovePaths): PlanStep[] {
  return stepNames.map((id) => ({
    id,
    values: stepValues(id, plan),
    paths: [...stepPaths(id, paths)],
    expectedMs: expectedMs(id, plan),
    pointOfNoReturn: noReturn(id),
  }))
}

/** The plan in the words of the contract: every path, every wait, who stands still meanwhile, what can be undone. */
export function showPlan(plan: PlannedMove, hash: string, paths: MovePaths): MovePlan {
  const steps = showSteps(plan, paths)
  const before = steps.findIndex(({ pointOfNoReturn }) => pointOfNoReturn)
  const sum = (from: StepName, to: StepName) =>
    steps.slice(stepNames.indexOf(from), stepNames.indexOf(to) + 1).reduce((total, step) => total + step.expectedMs, 0)
  const still = (ids: PlannedMove['source']['others'], ms: number) => ids.map((identity) => ({ identity, name: '', expectedMs: ms }))
  return {
    hash,
    identity: plan.identity,
    identityName: plan.identityName,
    source: plan.source.node,
    target: plan.target.node,
    service: plan.service.name,
    steps,
    undoable: steps.slice(0, before).map(({ id }) => id),
    notUndoable: steps.slice(before).map(({ id }) => id),
    ends: plan.ends.map(shownProcess),
    standstill: [
      ...still(plan.source.others, sum('stop-source', 'start-target')),
      ...still(plan.target.others, sum('stop-target', 'start-target')),
    ],
    consentWords: consentWords(hash, 1),
  }
}
