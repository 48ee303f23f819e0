import { expect, it } from 'vitest'
import type { Course } from './courses.ts'
import { lateProofs, missedByLoad } from './late.ts'

const proved = (epoch: number | null, at: number | null): Course => ({
  epoch,
  steps: [
    { text: 'postStart(challenge)', at: (at ?? 0) - 0.2 },
    { text: 'postComplete(challenge)', at },
  ],
  whole: true,
  regular: true,
})
const missed = (...courses: Course[]): readonly number[] => [...missedByLoad(courses)].toSorted((left, right) => left - right)

it('misses the next epoch by a proof that ended after its registration had closed', () => {
  expect(missed(proved(3, 3.2))).toEqual([])
  expect(missed(proved(3, 3.6))).toEqual([4])
})

it('goes another way to the next epoch by a proof that ended while its registration was open', () => {
  expect(missed(proved(3, 3.37))).toEqual([])
  expect(missed(proved(3, 3.4))).toEqual([4])
  expect(missed(proved(null, 0.4))).toEqual([1])
  expect(missed(proved(3, 4.4))).toEqual([3, 4, 5])
})

it('misses its own epoch too when the target epoch had begun', () => {
  expect(missed(proved(3, 4.1))).toEqual([3, 4])
  expect(missed(proved(3, 4.6))).toEqual([3, 4, 5])
})

it('misses the first epochs by a late initial proof', () => {
  expect(missed(proved(null, -0.4))).toEqual([])
  expect(missed(proved(null, 0.3))).toEqual([])
  expect(missed(proved(null, 1.7))).toEqual([1, 2])
})

it('takes nothing for missed of which no time is known, and says what proves it', () => {
  expect(missed(proved(3, null))).toEqual([])
  expect(lateProofs([proved(3, 3.75)])).toEqual([
    { missed: [4], why: 'its proof of epoch 3 ended at 3.75, registration is open from 0.375 to 0.5 of an epoch' },
  ])
})
