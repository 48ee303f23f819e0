import type { Clock } from './clock.ts'

export interface PacedWork {
  readonly run: () => void
  /** Hears what a run threw; the pace goes on. Never throws. */
  readonly failed: (error: unknown) => void
}

/** Runs something at most once in `everyMs`; what was asked for during a pause runs once, at its end. */
export function paced(clock: Clock, everyMs: number, { run, failed }: PacedWork) {
  let asked = false
  let cancel: (() => void) | null = null
  const fire = () => {
    asked = false
    cancel = clock.after(everyMs, rested)
    try {
      run()
    } catch (error) {
      failed(error)
    }
  }
  const rested = () => {
    cancel = null
    if (asked) fire()
  }
  return {
    /** Runs soon: at once after a quiet time, so that a single change is not held back, else when the pause since the last run is over. */
    soon: () => {
      if (asked) return
      asked = true
      cancel ??= clock.after(0, fire)
    },
    now: () => {
      cancel?.()
      fire()
    },
    stop: () => {
      cancel?.()
      cancel = null
      asked = false
    },
  }
}
