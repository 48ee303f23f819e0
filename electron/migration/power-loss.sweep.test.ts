import { expect, test } from 'vitest'
import type { Happening } from './testing/happenings.ts'
import { makeKey } from './testing/keys.io.ts'
import { sweepOnce, sweepPowerLoss } from './testing/power-loss.io.ts'

/** Every step in a show, `SMESHDESK_STEPS=all`; else every sixth, which leaves the whole test its time. */
const every = process.env.SMESHDESK_STEPS === 'all' ? 1 : 6
const keys = [makeKey(), makeKey(), makeKey()] as const
const abort = (after: number): Happening => ({ after, kind: 'abort', kept: 0, torn: false })

test.each<[string, Happening[], number]>([
  ['a move', [], 200],
  ['an abort after the key was retired', [abort(115)], 40],
  ['an abort after rows and key were copied', [abort(235)], 40],
])('%s survives a power loss at every step, in every way it can leave the disk', async (_what, before, steps) => {
  const { points, violations } = await sweepPowerLoss(keys, before)
  expect(violations.slice(0, 3)).toEqual([])
  expect(points).toBeGreaterThan(steps)
})

const once = [
  'start-source',
  'start-target',
  'start-both',
  'kill',
  'abort',
  'error',
  'take-other-key',
  'rebind-source',
  'rebind-target',
  'older-rows',
  'ban',
] as const
const elsewhere = ['copy-elsewhere', 'list-elsewhere', 'altered-elsewhere', 'stranger-elsewhere', 'link-elsewhere'] as const
test.each([
  ...once.map((kind) => [kind, '', false] as const),
  ...elsewhere.map((kind) => [kind, ' and is put right', false] as const),
  ...elsewhere.map((kind) => [kind, ', and all is put back before that', true] as const),
])('%s%s at each step in turn', async (kind, _what, torn) => {
  const { points, violations } = await sweepOnce(keys, kind, { torn, every })
  expect(violations.slice(0, 3)).toEqual([])
  expect(points).toBeGreaterThan(200)
})
