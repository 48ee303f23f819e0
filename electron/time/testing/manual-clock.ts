import type { Clock } from '../clock.ts'

interface Timer {
  readonly at: number
  readonly run: () => void
}

/** A clock that stands still until it is moved; timers run in order, with room between them for what they set going. */
export function manualClock(start = 0) {
  let now = start
  const timers = new Set<Timer>()
  const clock: Clock = {
    now: () => now,
    after: (delayMs, run) => {
      const timer = { at: now + delayMs, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    chance: () => 0.5,
  }
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  const advance = async (ms: number) => {
    const end = now + ms
    await settle()
    for (;;) {
      const next = [...timers].filter(({ at }) => at <= end).sort((left, right) => left.at - right.at)[0]
      if (next === undefined) break
      timers.delete(next)
      now = Math.max(now, next.at)
      next.run()
      await settle()
    }
    now = end
  }
  return { clock, advance, waiting: () => timers.size }
}
