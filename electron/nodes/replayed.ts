import type { WireEvent } from './wire-event.ts'

/** The node replays at most this many events when a stream opens (docs/protocol.md §5). */
const replayLimit = 100

const marked = (event: WireEvent): string => {
  const value: unknown = event.details?.value
  const smesher =
    typeof value === 'object' && value !== null && 'smesher' in value && value.smesher instanceof Uint8Array ? value.smesher.join() : ''
  return `${event.timestamp?.seconds}.${event.timestamp?.nanos} ${event.details?.$case} ${smesher}`
}

/**
 * Tells events that a new stream replays from those that are new. Live events cost an array write only;
 * they are compared when a stream opens again. Remembers the last 256.
 */
export function createReplayFilter() {
  const ring: (WireEvent | undefined)[] = Array.from({ length: 256 })
  let next = 0
  let known: Set<string> | null = null
  let replaying = 0
  return {
    /** A stream opened: what comes first may be known. */
    opened: () => {
      known = new Set(ring.flatMap((event) => (event === undefined ? [] : [marked(event)])))
      replaying = known.size === 0 ? 0 : replayLimit
    },
    /** Whether this event was seen on an earlier stream. */
    isKnown: (event: WireEvent): boolean => {
      if (replaying > 0) {
        replaying -= 1
        if (known?.has(marked(event)) === true) return true
        if (replaying === 0) known = null
      }
      ring[next] = event
      next = (next + 1) % ring.length
      return false
    },
  }
}
