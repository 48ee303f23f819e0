import { Paused } from './context.ts'
import type { MoveClock } from './world.ts'

/** Whether the app is closing, for one batch. */
export interface Closing {
  readonly requested: () => boolean
  readonly request: () => void
  /** Rejects with `app-closes` once it is requested. */
  readonly whenRequested: Promise<never>
}

export function createClosing(): Closing {
  let requested = false
  let reject = (_: Paused) => {}
  const whenRequested = new Promise<never>((_, failed) => {
    reject = failed
  })
  // Nobody may be waiting when it comes.
  whenRequested.catch(() => undefined)
  return {
    requested: () => requested,
    request: () => {
      requested = true
      reject(new Paused('app-closes', 'Smeshdesk was closed'))
    },
    whenRequested,
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
