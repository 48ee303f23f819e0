import { AppError } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'
import { type ClosingReason, Paused } from './context.ts'
import type { MoveClock } from './world.ts'

export type Closing = ReturnType<typeof createClosing>

/** Whether the app is closing, or has lost its profile, which is the graver of the two. */
export function createClosing() {
  let requested: ClosingReason | null = null
  const { promise, reject } = Promise.withResolvers<never>()
  // Nobody may be waiting when it comes.
  promise.catch(() => undefined)
  return {
    requested: (): ClosingReason | null => requested,
    request: (reason: ClosingReason): void => {
      if (requested !== 'profile-taken') requested = reason
      reject(new Paused(reason))
    },
    /** Rejects with the reason once it is requested. */
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
    if (closing.requested() !== null) await closing.whenRequested
  },
  bootId: clock.bootId,
})

/** Throws `not_allowed` while the app closes, `profile_in_use` once the profile may be another's. */
export function checkOpen(closing: Closing): void {
  const reason = closing.requested()
  if (reason === 'profile-taken') throw new AppError('profile_in_use', '', { reason: 'taken' })
  if (reason !== null) throw new AppError('not_allowed', saw('closing'))
}

/** Commands of people: none begins while the app closes, and those under way are waited for. */
export function whileOpen(closing: Closing): { run: <T>(act: () => Promise<T>) => Promise<T>; ended: () => Promise<void> } {
  const running = new Set<Promise<unknown>>()
  return {
    run: async (act) => {
      checkOpen(closing)
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
