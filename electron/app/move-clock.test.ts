import { expect, test } from 'vitest'
import { createMoveClock } from './move-clock.io.ts'

const boot = '0ec3b0a4-9c4b-4f7e-9a63-1d54f8a8a0a1\n'

function clockOf(files: Record<string, string | null>) {
  return createMoveClock({ read: (path) => files[path] ?? null, hrtimeNs: () => 5_000_000_000n })
}

test('eight hours asleep have passed, though the processor’s own clock stood still', () => {
  const files = { '/proc/uptime': '5.00 8.00\n', '/proc/sys/kernel/random/boot_id': boot }
  const clock = clockOf(files)
  expect(clock.monotonicMs()).toBe(5_000)
  files['/proc/uptime'] = '28805.25 8.00\n'
  expect(clock.monotonicMs()).toBe(28_805_250)
})

test('moments of the two clocks are never compared, and one never stands in for the other half-way', () => {
  const files: Record<string, string | null> = { '/proc/uptime': '5.00 8.00\n', '/proc/sys/kernel/random/boot_id': boot }
  const [counting, other] = [clockOf(files), clockOf({ '/proc/sys/kernel/random/boot_id': boot })]
  expect(other.monotonicMs()).toBe(5_000)
  expect(other.bootId).not.toBe(counting.bootId)
  files['/proc/uptime'] = null
  expect(() => counting.monotonicMs()).toThrow('/proc/uptime')
})

test('on this computer the clock goes forward, in steps of ten milliseconds', async () => {
  const clock = createMoveClock()
  const before = clock.monotonicMs()
  await clock.wait(30)
  expect(clock.monotonicMs()).toBeGreaterThan(before)
})
