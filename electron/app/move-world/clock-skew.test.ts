import { expect, test } from 'vitest'
import { clockSkew } from './clock-skew.ts'
import { usesAsNode } from './node-users.ts'

const clock = { genesisAt: 1_000_000, layerMs: 6_000 }

test('no skew while both are in the same layer, else the distance to it', () => {
  expect(clockSkew(clock, 3, 1_018_000)).toBe(0)
  expect(clockSkew(clock, 3, 1_023_999)).toBe(0)
  expect(clockSkew(clock, 3, 1_017_500)).toBe(500)
  expect(clockSkew(clock, 3, 1_026_000)).toBe(2_001)
})

test('before genesis a node says layer 0, which is no skew', () => {
  expect(clockSkew(clock, 0, 0)).toBe(0)
  expect(clockSkew(clock, 0, 1_007_000)).toBe(1_001)
})

test('only what a node does with its folder counts as a node', () => {
  const folder = '/data/attic'
  expect(usesAsNode({ seenBy: 'argument', evidence: folder, exact: true })).toBe(true)
  expect(usesAsNode({ seenBy: 'open-file', evidence: `${folder}/state.sql-wal`, exact: false })).toBe(true)
  expect(usesAsNode({ seenBy: 'open-file', evidence: `${folder}/local.sql (deleted)`, exact: false })).toBe(true)
  expect(usesAsNode({ seenBy: 'argument', evidence: `${folder}/post/a1`, exact: false })).toBe(false)
  expect(usesAsNode({ seenBy: 'working-folder', evidence: folder, exact: false })).toBe(false)
})
