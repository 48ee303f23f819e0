import type { MovePlan, PlanStep } from '../contract/model/migration.ts'
import { type StepName, stepNames } from '../contract/model/move-lists.ts'
import { shownProcess } from './consent-names.ts'
import { pointOfNoReturn } from './machine.ts'
import type { MovePaths } from './names.ts'
import { consentWords } from './plan.ts'
import type { PlannedMove } from './planned-move.ts'

/** What each step touches, in its order, and how long it takes. */
const shownSteps: Readonly<
  Record<StepName, { readonly paths?: (paths: MovePaths) => readonly string[]; readonly ms: (plan: PlannedMove) => number }>
> = {
  'stop-source': {
    paths: ({ source, batch }) => [source.database, `${source.database}-wal`, batch.copies],
    ms: ({ expected }) => expected.stopMs,
  },
  'retire-key': { paths: ({ source }) => [source.key, source.retired, source.tombstone], ms: () => 500 },
  settle: { ms: ({ wait }) => (wait.layers + 1) * wait.layerMs },
  'stop-target': { ms: ({ expected }) => expected.stopMs },
  'stage-rows': { paths: ({ target }) => [target.database, target.before, target.staged], ms: () => 500 },
  'copy-key': { paths: ({ target }) => [target.temporary], ms: () => 500 },
  'verify-key': { paths: ({ target }) => [target.temporary], ms: () => 500 },
  arm: { paths: ({ target }) => [target.key, target.lease], ms: () => 500 },
  'start-target': { ms: ({ expected }) => expected.startMs },
  'start-service': { ms: () => 5_000 },
}

function stepValues(step: StepName, { source, target, service, wait }: PlannedMove): Record<string, string> {
  const both = { source: source.node, target: target.node, service: service.name }
  if (step === 'settle') return { ...both, layers: String(wait.layers) }
  return step === 'start-service' ? { ...both, address: target.postAddress } : both
}

const showSteps = (plan: PlannedMove, paths: MovePaths): PlanStep[] =>
  stepNames.map((id) => ({
    id,
    values: stepValues(id, plan),
    paths: [...(shownSteps[id].paths?.(paths) ?? [])],
    expectedMs: shownSteps[id].ms(plan),
    pointOfNoReturn: id === pointOfNoReturn,
  }))

/** The plan in the words of the contract: every path, every wait, who stands still meanwhile, what can be undone. */
export function showPlan(plan: PlannedMove, hash: string, paths: MovePaths): MovePlan {
  const steps = showSteps(plan, paths)
  const before = steps.findIndex(({ id }) => id === pointOfNoReturn)
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
