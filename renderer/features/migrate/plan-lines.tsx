import type { PlanStep } from '../../../electron/contract/model/migration.ts'
import type { PlanLine } from '../../ui/plan-list.tsx'
import { migrateWords as words } from '../../words/migrate.ts'

const known: Readonly<Record<string, (values: PlanStep['values']) => string>> = words.step
/** The sentence of a step; one without words is named by its id. */
export const stepWords = ({ id, values }: Pick<PlanStep, 'id' | 'values'>): string => known[id]?.(values) ?? words.unknownStep(id)

const Arm = ({ sentence }: { sentence: string }) => (
  <>
    <b>{`${sentence}.`}</b> {words.armNote}
  </>
)

export const planLines = (steps: readonly PlanStep[]): readonly PlanLine[] =>
  steps.map((step) => ({
    key: step.id,
    text: step.pointOfNoReturn ? <Arm sentence={stepWords(step)} /> : stepWords(step),
    paths: step.paths,
    duration: words.upTo(step.expectedMs),
    pointOfNoReturn: step.pointOfNoReturn,
  }))
