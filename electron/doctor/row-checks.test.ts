import { expect, test } from 'vitest'
import type { IdentityRow } from '../contract/model/identity.ts'
import type { State } from '../contract/state.ts'
import { identityChecks, keyChecks } from './row-checks.ts'

const row = (id: string, state: IdentityRow['state'], post: IdentityRow['cell']['post']) =>
  ({ id, name: id, state, cell: { key: 'ok', post, operator: 'idle', event: 'none' } }) as unknown as IdentityRow

test('identities of which a node says nothing are not told to agree', () => {
  const rows = [row('a', 'waiting', 'idle'), row('b', 'node-silent', 'unreachable'), row('c', 'proof-waits', 'idle')]
  expect(identityChecks(rows).map(({ check: { verdict, values } }) => [verdict, values.id ?? values.count])).toEqual([
    ['fail', 'c'],
    ['unknown', '1'],
    ['pass', '1'],
  ])
})

test('keys pass by a look that has ended, and by none before it', () => {
  const said = (inventory: object | null) =>
    keyChecks({ keys: { k: { name: 'k', checks: [] } }, inventory } as unknown as Pick<State, 'keys' | 'inventory'>).map(
      ({ verdict }) => verdict,
    )
  expect(said({ lookedAt: 1, looking: null, unread: [] })).toEqual(['pass'])
  expect(said({ lookedAt: 1, looking: { done: 1, of: 2 }, unread: [] })).toEqual(['unknown'])
  expect(said({ lookedAt: null, looking: null, unread: [] })).toEqual(['unknown'])
  expect(said(null)).toEqual(['unknown'])
})
