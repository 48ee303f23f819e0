import { expect, test } from 'vitest'
import type { EpochClock } from '../../../electron/contract/model/rig.ts'
import { spokenPhase } from './band-clock.tsx'
import type { Phase } from './phase.ts'

const gap: Phase = { kind: 'gap', to: 3_600_000, hard: 7_200_000 }
const says = (phase: Phase, source: EpochClock['source']) => spokenPhase({ phase, now: 0, silence: null, fine: false, source })

test('a moment that is assumed, or a PoET’s word, is said to be; one of the node’s own configuration is not', () => {
  expect(says(gap, 'known-network')).toMatch(/soft deadline, assumed\./)
  expect(says(gap, 'poet')).toMatch(/soft deadline, by a PoET\./)
  expect(says(gap, 'node-config')).toMatch(/soft deadline\./)
})

test('genesis is the node’s own word, and never said to be assumed', () => {
  expect(says({ kind: 'before-genesis', to: 3_600_000 }, 'known-network')).toMatch(/genesis\. nothing to prove/)
})
