import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Placed, withRoom } from './room.ts'

const at = ([left, width, weight, top = 0]: readonly [left: number, width: number, weight: number, top?: number]): Placed => ({
  left,
  right: left + width,
  top,
  bottom: top + 12,
  weight,
})
const axis = { left: 0, right: 400, top: 0, bottom: 98 }

it('of two labels that would touch, the one of less weight goes; on another line it stays', () => {
  expect(withRoom([at([0, 100, 3]), at([90, 100, 2]), at([90, 100, 3, 40])], axis)).toEqual([false, true, true])
  expect(withRoom([at([0, 100, 2]), at([103, 100, 2]), at([106, 100, 2])], axis)).toEqual([true, false, true])
})

it('what goes makes room for what is behind it', () => {
  expect(withRoom([at([0, 100, 1]), at([80, 100, 2]), at([170, 100, 3])], axis)).toEqual([true, false, true])
})

it('none leaves the axis but what stands in any case', () => {
  expect(withRoom([at([-20, 60, 1]), at([380, 60, 1]), at([380, 60, 0]), at([200, 10, 9])], axis)).toEqual([false, false, true, true])
})

it('whatever stands where, no two labels that are shown touch, and none is left out that has room', () => {
  const label = fc.record({
    left: fc.integer({ min: -50, max: 420 }),
    width: fc.integer({ min: 1, max: 200 }),
    weight: fc.integer({ min: 1, max: 6 }),
    line: fc.nat(2),
  })
  fc.assert(
    fc.property(fc.array(label, { maxLength: 14 }), (given) => {
      const labels = given.map(({ left, width, weight, line }) => at([left, width, weight, line * 20]))
      const shown = withRoom(labels, axis)
      const touch = (one: Placed, other: Placed) => one.top === other.top && one.left < other.right && other.left < one.right
      const kept = labels.filter((_, index) => shown[index])
      for (const [index, one] of kept.entries()) expect(kept.slice(index + 1).some((other) => touch(one, other))).toBe(false)
      for (const [index, one] of labels.entries()) {
        const near = { ...one, left: one.left - 5, right: one.right + 5 }
        const whole = one.left >= -5 && one.right <= 405
        if (!shown[index] && whole) expect(kept.some((other) => other.weight <= one.weight && touch(near, other))).toBe(true)
      }
    }),
  )
})
