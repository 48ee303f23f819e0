import { expect, test } from 'vitest'
import { changedSince, type FrozenPlan } from './plan.ts'

const side = { node: 'A', folder: '/a', running: true, userVersion: 9, others: [], poets: ['http://poet'] }
const plan = {
  v: 1,
  frozenAt: 1,
  simulated: true,
  genesisId: 'ab'.repeat(20),
  identity: 'cd'.repeat(32),
  identityName: 'a1',
  source: { ...side, keyFile: { name: 'a1.key', device: '1', inode: '2', sizeBytes: 128, sha256: 'ef' } },
  target: { ...side, node: 'B', folder: '/b', keyName: 'a1.key', postAddress: '127.0.0.1:9094', coinbase: 'sm1', replacesRows: false },
  newestAtx: 'atx-1',
  service: { name: 'a1', node: 'A', running: true },
  schema: 'ff',
  wait: { layers: 2, layerMs: 1000 },
  expected: { stopMs: 1, startMs: 1 },
} as unknown as FrozenPlan

test('another ATX that both nodes name is no change of what was agreed', () => {
  expect(changedSince(plan, { ...plan, frozenAt: 2 as typeof plan.frozenAt, newestAtx: 'atx-2' })).toBeNull()
})

test('a first ATX is a change, and so is one that is gone: a target that knows none would pass', () => {
  expect(changedSince({ ...plan, newestAtx: null }, plan)).toBe('newestAtx')
  expect(changedSince(plan, { ...plan, newestAtx: null })).toBe('newestAtx')
})

test('beside another ATX every other change still counts', () => {
  const moved = { ...plan.source, keyFile: { ...plan.source.keyFile, sha256: '00' } }
  expect(changedSince(plan, { ...plan, newestAtx: 'atx-2', source: moved })).toBe('source')
  expect(changedSince(plan, { ...plan, newestAtx: 'atx-2', service: { ...plan.service, running: false } })).toBe('service')
})
