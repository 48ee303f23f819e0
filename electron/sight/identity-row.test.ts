import { expect, test } from 'vitest'
import { indexServices } from './identity-facts.ts'
import { identityRow, stateSeen } from './identity-rows.ts'
import { far, healthy, id, later, lists, row } from './testing/one-identity.ts'

const rates = { postStates: 5_000, operator: 15_000, keys: 15_000, bans: 60_000 }

test('building a row changes nothing: since when a state is shown is remembered by the fold alone', () => {
  const rig = healthy()
  const memory = rig.identities.get(id)
  if (memory === undefined) throw new Error('not known')
  expect(row(rig).since).toBeNull()
  lists(rig, far, 'idle')
  const before = structuredClone(rig)
  const look = { rig, index: indexServices(rig), now: later + 5 }
  const built = () => identityRow(look, stateSeen(look, memory), rates)
  expect([built().state, built().since]).toEqual([built().state, null])
  expect(rig).toEqual(before)
  expect(row(rig, later + 5)).toMatchObject({ state: built().state, since: later + 5 })
})
