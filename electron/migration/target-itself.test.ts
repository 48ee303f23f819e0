import { expect, test } from 'vitest'
import { createMigration } from './index.ts'
import { names } from './testing/memory-rig.ts'
import { OneMove } from './testing/one-move.io.ts'
import type { NodeLook } from './world.ts'

/** From the retirement on the target's own look says something else. */
function whenTargetSays(said: Partial<NodeLook>): OneMove {
  const one = new OneMove()
  const deps = one.rig.deps()
  let retired = false
  one.at('.moved-', () => {
    retired = true
  })
  const lookAtNode = async (name: NodeLook['name']) => {
    const look = await deps.world.lookAtNode(name)
    return retired && name === names.target ? { ...look, ...said } : look
  }
  one.migration = createMigration({ ...deps, world: { ...deps.world, lookAtNode } })
  return one
}

test.each([
  ['another program answers at its addresses', { answersItself: false }, 'target-not-ready'],
  ['who answers at its addresses can not be seen', { answersItself: null }, 'target-not-ready'],
  ['it is on another network', { genesisId: 'cd'.repeat(20) }, 'plan-changed'],
] as const)('the target gets no key when %s', async (_what, said, code) => {
  const one = whenTargetSays(said)
  await one.run()
  expect(one.row()).toMatchObject({ state: 'source-retired', activity: 'needs-resume', problem: { code } })
  expect(one.rig.loadableAt()).toEqual([])
})
