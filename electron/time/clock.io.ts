import type { Clock } from './clock.ts'

/** The clock of this computer. Its timers don't keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    timer.unref()
    return () => clearTimeout(timer)
  },
  chance: () => Math.random(),
}
