import { type Faults, guarded } from '../faults/index.ts'
import { type Clock, paced } from '../time/index.ts'

const coalesceMs = 10

/** Tells listeners of changes, together. */
export function createAnnouncer(clock: Clock, faults: Faults) {
  const listeners = new Set<() => void>()
  const failed = (error: unknown) => void faults.tell('telling what was seen', error)
  const tell = () => {
    for (const listener of listeners) guarded(listener, failed)()
  }
  const telling = paced(clock, coalesceMs, { run: tell, failed })
  return {
    soon: telling.soon,
    listen: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop: telling.stop,
  }
}
