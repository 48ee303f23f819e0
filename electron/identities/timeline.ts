import type { TimelineEntry } from '../contract/model/identity.ts'
import { type IdentityMemory, timelineLimit } from './identity-memory.ts'

/** The events of one identity that are kept, oldest first, at most 300. */
export function timelineOf(memory: IdentityMemory | undefined): TimelineEntry[] {
  return (memory?.timeline ?? []).slice(-timelineLimit).map(({ node, event }) => ({
    at: event.at,
    kind: event.kind,
    failure: event.failure,
    help: event.help,
    fields: { ...event.fields },
    node,
  }))
}
