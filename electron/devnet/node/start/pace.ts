import { setTimeout as sleep } from 'node:timers/promises'
import type { NetworkTime } from '../../shared/network-time.ts'

/** The waits of the program itself, divided by the simulation's speed; and the network's time. Durations of the config are never divided. */
export interface Pace {
  readonly time: NetworkTime
  readonly now: () => number
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly scaled: (ms: number) => number
}

export const paceOf = (speed: number, time: NetworkTime): Pace => ({
  time,
  now: time.now,
  wait: async (ms, signal) => await sleep(ms / speed, undefined, signal ? { signal } : {}),
  scaled: (ms) => ms / speed,
})
