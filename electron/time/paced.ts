import type { Clock } from './clock.ts'

/** Something that runs when it is asked for, but not too often. */
export interface Paced {
  /** Runs soon: at once after a quiet time, so that a single change is not held back, else when the pause since the last run is over. */
  readonly soon: () => void
  readonly now: () => void
  readonly stop: () => void
}

export interface PacedWork {
  readonly run: () => void
  /** Hears what a run threw; the pace goes on. Never throws. */
  readonly failed: (error: unknown) => void
}

/** Runs something at most once in `everyMs`; what was asked for during a pause runs once, at its end. */
export function paced(clock: Clock, everyMs: number, { run, failed }: PacedWork): Paced {
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
