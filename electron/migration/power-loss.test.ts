import { expect, test } from 'vitest'
import { makeKey } from './simulation/keys.io.ts'
import { sweepPowerLoss } from './simulation/power-loss.io.ts'
import type { Happening } from './simulation/schedule.io.ts'

const keys = [makeKey(), makeKey(), makeKey()] as const
const abort = (after: number): Happening => ({ after, kind: 'abort', kept: 0, torn: false })

test.each<[string, Happening[]]>([
  ['a move', []],
  ['an abort after the key was retired', [abort(75)]],
  ['an abort after rows and key were copied', [abort(165)]],
])(
  '%s survives a power loss at every step, in every way it can leave the disk',
  async (_what, before) => {
    const { points, violations } = await sweepPowerLoss(keys, before)
    expect(violations.slice(0, 3)).toEqual([])
    expect(points).toBeGreaterThan(before.length === 0 ? 200 : 40)
  },
  90_000,
)
