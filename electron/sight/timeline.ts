import type { TimelineEntry } from '../contract/model/identity.ts'
import { type IdentityMemory, timelineLimit } from './identity-memory.ts'

/** Texts of a node are shown without control characters and marks that turn the writing around. */
const plain = (text: string): string => (/^[ -~]*$/.test(text) ? text : text.replaceAll(/\p{C}/gu, ''))

function plainFields(fields: Readonly<Record<string, string>>): Record<string, string> {
  const shown: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) shown[name] = plain(value)
  return shown
}

/** The events of one identity that are kept, oldest first, at most 300. */
export function timelineOf(memory: IdentityMemory | undefined): TimelineEntry[] {
  return (memory?.timeline ?? []).slice(-timelineLimit).map(({ node, event }) => ({
    at: event.at,
    kind: event.kind,
    failure: event.failure,
    help: plain(event.help),
    fields: plainFields(event.fields),
    node,
  }))
}
