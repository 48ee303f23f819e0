import type { Clock } from './clock.ts'

/** One look; its answer is the time to the next one, in milliseconds. Never rejects. */
export type Poll = () => Promise<number>

/** Asks again and again, never twice at once; each answer says when to ask next. */
export function repeat(clock: Clock, poll: Poll): { stop: () => void; now: () => void } {
  let cancel: (() => void) | null = null
  let stopped = false
  let running = false
  let again = false
  const run = async () => {
    cancel = null
    running = true
    const next = await poll()
    running = false
    if (stopped) return
    cancel = clock.after(again ? 0 : next, () => void run())
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
