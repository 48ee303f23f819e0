import { expect, test } from 'vitest'
import type { Layer } from '../contract/model/basics.ts'
import { clockSkew } from './clock-skew.ts'

const clock = { genesisAt: 1_000_000, layerMs: 6_000, layersPerEpoch: 20 }

test('no skew while both are in the same layer, else the distance to it', () => {
  expect(clockSkew(clock, 3 as Layer, 1_018_000)).toBe(0)
  expect(clockSkew(clock, 3 as Layer, 1_023_999)).toBe(0)
  expect(clockSkew(clock, 3 as Layer, 1_017_500)).toBe(500)
  expect(clockSkew(clock, 3 as Layer, 1_026_000)).toBe(2_001)
})

test('before genesis a node says layer 0, which is no skew', () => {
  expect(clockSkew(clock, 0 as Layer, 0)).toBe(0)
  expect(clockSkew(clock, 0 as Layer, 1_007_000)).toBe(1_001)
})
