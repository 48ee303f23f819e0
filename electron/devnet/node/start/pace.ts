import { setTimeout as sleep } from 'node:timers/promises'

/** The waits of the program itself, divided by the simulation's speed. Durations of the config are never divided. */
export interface Pace {
  readonly now: () => number
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly scaled: (ms: number) => number
}

export const paceOf = (speed: number): Pace => ({
  now: () => Date.now(),
  wait: async (ms, signal) => await sleep(ms / speed, undefined, signal ? { signal } : {}),
  scaled: (ms) => ms / speed,
})
