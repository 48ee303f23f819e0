import type { Clock } from './clock.ts'

/** One look; its answer is the time to the next one, in milliseconds. */
export type Poll = () => Promise<number>

/** Hears how each look of a loop ended. Never throws. */
export interface Barrier {
  readonly failed: (error: unknown) => void
  readonly went?: () => void
}

/** A look that failed before any told its pace is followed by the next one after this. */
const firstPaceMs = 5_000

/**
 * Asks again and again, never twice at once; each answer says when to ask next. A look that throws is told to the barrier, and
 * the loop keeps the pace it had.
 */
export function repeat(clock: Clock, poll: Poll, { failed, went }: Barrier): { stop: () => void; now: () => void } {
  let cancel: (() => void) | null = null
  let stopped = false
  let running = false
  let again = false
  let pace = firstPaceMs
  const look = async () => {
    try {
      pace = await poll()
      if (!stopped) went?.()
    } catch (error) {
      if (!stopped) failed(error)
    }
  }
  const run = async () => {
    cancel = null
    running = true
    await look()
    running = false
    if (stopped) return
    cancel = clock.after(again ? 0 : pace, () => void run())
    again = false
  }
  void run()
  return {
    stop: () => {
      stopped = true
      cancel?.()
    },
    now: () => {
      // A look that is under way may have been taken too early: then another one follows at once.
      again = running
      if (stopped || running) return
      cancel?.()
      void run()
    },
  }
}
