import type { State, StateEvent } from '../../electron/contract/state.ts'
import { patched } from '../../electron/contract/state-shape.ts'

/** The page's copy of the core's state. `rev` is the revision it stands at; `null` state: nothing was received yet. */
export interface Mirror {
  readonly rev: number
  readonly state: State | null
}

export const emptyMirror: Mirror = { rev: -1, state: null }

/**
 * The mirror after an event. A patch holds all that changed since the event before it, so revisions may jump forward, and a large
 * change comes as several patches of one revision. `null` when an event goes back, or nothing full came yet: ask for all again.
 */
export const apply = (mirror: Mirror, event: StateEvent): Mirror | null => {
  if ('full' in event) return { rev: event.rev, state: event.full }
  if (mirror.state === null || event.rev < mirror.rev) return null
  return { rev: event.rev, state: patched(mirror.state, event.patch) }
}
