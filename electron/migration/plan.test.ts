import { expect, test } from 'vitest'
import { Instant } from '../contract/model/basics.ts'
import { freezePlan } from './freeze-plan.ts'
import type { FrozenPlan } from './plan.ts'
import { changedSince, movesOf, planDifference } from './planned-move.ts'
import { a1, entry, good, here, stays } from './testing/good-facts.ts'

function frozen(facts: typeof good): FrozenPlan {
  const plan = freezePlan(facts)
  if (plan === null) throw new Error('no plan')
  return plan
}
const plan = frozen(good)
type Identity = FrozenPlan['moves'][number]
const withMove = (change: Partial<Identity>): FrozenPlan => ({ ...plan, moves: plan.moves.map((move) => ({ ...move, ...change })) })

test('a plan frozen a moment later differs in nothing that matters; another key file does', () => {
  const later = frozen({ ...good, now: Instant.parse(9_000) })
  const swapped = frozen({ ...good, ...here({ ...a1, inode: 'other' }, entry('a2.key', stays)) })
  expect(planDifference(movesOf(plan), movesOf(later))).toBeNull()
  expect(planDifference(movesOf(plan), movesOf(swapped))).toBe('source')
})

test('another ATX that both nodes name is no change of what was agreed', () => {
  expect(changedSince(plan, { ...withMove({ newestAtx: 'atx-2' }), frozenAt: Instant.parse(2) })).toBeNull()
})

test('a first ATX is a change, and so is one that is gone: a target that knows none would pass', () => {
  expect(changedSince(withMove({ newestAtx: null }), plan)).toBe('newestAtx')
  expect(changedSince(plan, withMove({ newestAtx: null }))).toBe('newestAtx')
})

test('beside another ATX every other change still counts', () => {
  const [move] = plan.moves
  const { keyFile, service } = move as Identity
  expect(changedSince(plan, withMove({ newestAtx: 'atx-2', keyFile: { ...keyFile, sha256: '00' } }))).toBe('source')
  expect(changedSince(plan, withMove({ newestAtx: 'atx-2', service: { ...service, running: false } }))).toBe('service')
  expect(changedSince(plan, { ...plan, moves: [...plan.moves, ...plan.moves] })).toBe('moves')
  expect(changedSince(plan, { ...plan, genesisId: 'other' })).toBe('genesisId')
})

test('when a process began may be told anew, which process it is may not', () => {
  const program = { pid: 1, startTicks: '9', bootId: 'b', startedAt: Instant.parse(5), executable: 'x', folder: '/attic', commandLine: 'x' }
  const ends = (change: Partial<typeof program>): FrozenPlan['ends'] => [{ what: 'node', name: good.source.name, ...program, ...change }]
  const before = { ...plan, ends: ends({}) }
  expect(changedSince(before, { ...before, ends: ends({ startedAt: Instant.parse(6) }) })).toBeNull()
  expect(changedSince(before, { ...before, ends: ends({ startTicks: '10' }) })).toBe('ends')
})
