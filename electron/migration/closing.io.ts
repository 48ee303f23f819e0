import { AppError } from '../contract/errors.ts'
import { Paused } from './context.ts'
import type { MoveClock } from './world.ts'

/** Whether the app is closing. */
export interface Closing {
  readonly requested: () => boolean
  readonly request: () => void
  /** Rejects with `app-closes` once it is requested. */
  readonly whenRequested: Promise<never>
}

export function createClosing(): Closing {
  let requested = false
  const { promise, reject } = Promise.withResolvers<never>()
  // Nobody may be waiting when it comes.
  promise.catch(() => undefined)
  return {
    requested: () => requested,
    request: () => {
      requested = true
      reject(new Paused('app-closes', 'Smeshdesk was closed'))
    },
    whenRequested: promise,
  }
}

/** The clock whose waits end when the app closes: a step only ever waits between effects, where it may be cut short. */
export const untilClosing = (clock: MoveClock, closing: Closing): MoveClock => ({
  now: () => clock.now(),
  monotonicMs: () => clock.monotonicMs(),
  wait: async (ms) => {
    await Promise.race([clock.wait(ms), closing.whenRequested])
    // A wait that ended in the same moment.
    if (closing.requested()) await closing.whenRequested
  },
  bootId: clock.bootId,
})

/** Commands of people: none begins while the app closes, and those under way are waited for. */
export function whileOpen(closing: Closing): { run: <T>(act: () => Promise<T>) => Promise<T>; ended: () => Promise<void> } {
  const running = new Set<Promise<unknown>>()
  return {
    run: async (act) => {
      if (closing.requested()) throw new AppError('not_allowed', 'Smeshdesk is closing')
      const run = act()
      running.add(run)
      try {
        return await run
      } finally {
        running.delete(run)
      }
    },
    ended: async () => void (await Promise.allSettled(running)),
  }
}
