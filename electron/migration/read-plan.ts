import { FrozenPlan, isSound, jsonIn } from './plan.ts'
import { fromV1, PlanV1 } from './plan-v1.ts'

/** A plan as it was kept, in whichever form; `null`: none, or one of another form than this version knows. */
export function readPlan(text: string): FrozenPlan | null {
  const json = jsonIn(text)
  const first = PlanV1.safeParse(json)
  const plan = first.success ? fromV1(first.data) : FrozenPlan.safeParse(json).data
  return plan !== undefined && isSound(plan) ? plan : null
}
