import { expect, test } from 'vitest'
import { Instant } from '../contract/model/basics.ts'
import { hashText } from '../storage/index.ts'
import { freezePlan } from './freeze-plan.ts'
import { canonicalJson, FrozenPlan, planDifference, planHash } from './plan.ts'
import { a1, entry, good, here, stays } from './testing/good-facts.ts'

test('a plan frozen a moment later differs in nothing that matters; another key file does', () => {
  const [first, later, swapped] = [
    good,
    { ...good, now: Instant.parse(9_000) },
    { ...good, ...here({ ...a1, inode: 'other' }, entry('a2.key', stays)) },
  ].map(freezePlan)
  if (!first || !later || !swapped) throw new Error('no plan')
  expect(planDifference(first, later)).toBeNull()
  expect(planDifference(first, swapped)).toBe('source')
})

test('a plan of an earlier version names no process to end, and keeps its hash', () => {
  const plan = freezePlan(good)
  if (plan === null) throw new Error('no plan')
  const { ends: _ends, ...earlier } = plan
  const read = FrozenPlan.parse(JSON.parse(JSON.stringify(earlier)))
  expect(planHash(read)).toBe(hashText(canonicalJson(earlier)))
  expect(planHash(read)).not.toBe(planHash({ ...plan, ends: [] }))
})
