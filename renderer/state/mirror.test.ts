import { describe, expect, it } from 'vitest'
import { tenIdentities } from '../testing/identities.ts'
import { emptyState, nodeRow } from '../testing/rig.ts'
import { apply, emptyMirror } from './desk.ts'
import { tallyOf } from './tally.ts'

const [first, second] = Object.values(tenIdentities)
if (!first || !second) throw new Error('no rows')
const full = apply(emptyMirror, { rev: 3, full: { ...emptyState, identities: { [first.id]: first, [second.id]: second } } })
if (!full) throw new Error('no mirror')

describe('the mirror', () => {
  it('changes, adds and removes rows, and leaves all others as they are', () => {
    const changed = { ...first, state: 'due' as const }
    const next = apply(full, { rev: 7, patch: { identities: { [first.id]: changed }, nodes: { home: nodeRow('home') } } })
    expect(next?.rev).toBe(7)
    expect(next?.state?.identities[first.id]).toBe(changed)
    expect(next?.state?.identities[second.id]).toBe(second)
    expect(next?.state?.services).toBe(full.state?.services)
    const gone = next && apply(next, { rev: 8, patch: { nodes: { home: null } } })
    expect(gone?.state?.nodes).toEqual({})
    expect(gone?.state?.identities).toBe(next?.state?.identities)
  })
  it('takes a large change in several pages of one revision', () => {
    const page = apply(full, { rev: 4, patch: { identities: { [first.id]: { ...first, name: 'a' } } } })
    expect(page && apply(page, { rev: 4, patch: { epoch: null } })).not.toBeNull()
  })
  it('asks for all again when nothing full came yet, or events go back', () => {
    expect(apply(emptyMirror, { rev: 1, patch: {} })).toBeNull()
    expect(apply(full, { rev: 2, patch: {} })).toBeNull()
    expect(apply(full, { rev: 1, full: emptyState })).toEqual({ rev: 1, state: emptyState })
  })
})

it('counts once per change', () => {
  expect(tallyOf(tenIdentities)).toMatchObject({ all: 10, proving: 6, disks: 5, nodes: 2, attention: 2, odd: 1 })
  expect(tallyOf(tenIdentities).clocks.get('mainnet')?.is.get('published')).toBe(2)
  expect(tallyOf(tenIdentities)).toBe(tallyOf(tenIdentities))
})
