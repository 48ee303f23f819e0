import type { TimelineEntry } from '../contract/model/identity.ts'
import { type IdentityMemory, timelineLimit } from './identity-memory.ts'

/** The events of one identity since the first `known` ones, oldest first, at most 300. */
export function timelineOf(memory: IdentityMemory | undefined, known = 0): TimelineEntry[] {
  const fresh = Math.min(timelineLimit, Math.max(0, (memory?.events ?? 0) - known))
  return (fresh === 0 ? [] : (memory?.timeline ?? []).slice(-fresh)).map(({ node, event }) => ({
    at: event.at,
    kind: event.kind,
    failure: event.failure,
    help: event.help,
    fields: { ...event.fields },
    node,
  }))
}
