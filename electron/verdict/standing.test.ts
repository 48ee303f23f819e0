import { expect, it } from 'vitest'
import type { Epoch } from '../contract/model/basics.ts'
import type { EpochStanding } from '../contract/model/identity.ts'
import { newEpochEvidence } from '../sight/epoch-evidence.ts'
import { standingOf } from './standing.ts'
import { at, clock } from './testing/small-rig.ts'

/** A new identity: its node asks for its first proof, which its service was not there for at once. */
const firstProof = (before: Partial<Record<number, EpochStanding>>, now: number): EpochStanding =>
  standingOf(2 as Epoch, {
    times: clock,
    evidence: { ...newEpochEvidence(), initialAt: at(2, 2) },
    live: { wants: 'proof', works: true, unbrokenSince: at(1, 0), downSince: null },
    hasBegun: false,
    told: (epoch) => before[epoch] ?? null,
    now,
  })

it.each<EpochStanding>(['due', 'proving', 'late', 'unknown'])(
  'calls a first proof no loss, though the epoch was told to be %s before',
  (is) => {
    for (const minutes of [4, 11]) expect(firstProof({ 2: is }, at(2, minutes))).toBe('not-registered')
  },
)

it('believes an ATX of the epoch before more than an old word of a first proof', () => {
  expect(firstProof({ 1: 'published', 2: 'due' }, at(2, 4))).toBe('proving')
  expect(firstProof({ 2: 'ahead' }, at(2, 11))).toBe('late')
})

it('calls nothing missed that was never in a round, as far as the network was asked', () => {
  const standing = (absent: readonly (readonly [number, number])[]) =>
    standingOf(2 as Epoch, {
      times: clock,
      evidence: { ...newEpochEvidence(), absent: new Map(absent as readonly [Epoch, number][]) },
      live: { wants: 'proof', works: false, unbrokenSince: at(0, 0), downSince: null },
      hasBegun: false,
      told: (epoch) => (epoch === 2 ? 'late' : null),
      now: at(3, 1),
    })
  expect(
    standing([
      [1, at(3, 0)],
      [2, at(3, 0)],
    ]),
  ).toBe('unknown')
  // Not asked about the epoch before: it may have been in the round, and unknown is unsafe.
  expect(standing([[2, at(3, 0)]])).toBe('missed')
})
