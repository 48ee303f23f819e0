import { type Course, eventCourses, type Watched } from './courses.ts'
import { missedByLoad } from './late.ts'
import { type Facts, type Names, nameOf, type SeenEvent } from './record.ts'

/** Events that come by chance (who is eligible in which layer) or by the state of consensus: only their form is compared. */
const BY_CHANCE = new Set(['proposal', 'eligibilities', 'beacon'])

const show = ({ kind, fields, failure }: SeenEvent): string => `${kind}(${fields.toSorted().join(' ')})${failure ? ' failed' : ''}`

/** What each identity went through, by publish epoch. */
export function coursesOf(events: readonly SeenEvent[], names: Names, { times }: Watched): ReadonlyMap<string, readonly Course[]> {
  const own = events.filter(({ kind, smesher }) => smesher !== null && !BY_CHANCE.has(kind))
  const byOwner = Map.groupBy(own, ({ smesher }) => nameOf(names, smesher ?? ''))
  return new Map(
    [...byOwner].map(([owner, list]) => [
      owner,
      eventCourses(
        list.map((event) => ({ kind: event.kind, text: show(event), publish: event.publish, atMs: event.atMs })),
        times,
      ),
    ]),
  )
}

/** Per identity the order of events with the names of their fields; for events of the node and by chance their forms alone. */
export function eventFacts(events: readonly SeenEvent[], names: Names, watched: Watched): Facts {
  const facts: Facts = {}
  for (const [owner, courses] of coursesOf(events, names, watched)) {
    const missed = new Set([...(watched.excusesLate ? missedByLoad(courses) : []), ...watched.unfit])
    facts[`events of ${owner}`] = { kind: 'events', courses, endedAt: watched.endedAt, missed }
  }
  const formsOf = (list: readonly SeenEvent[]) => [...new Set(list.map(show))].toSorted()
  const ofNode = formsOf(events.filter(({ kind, smesher }) => smesher === null && !BY_CHANCE.has(kind)))
  if (ofNode.length > 0) facts['events of the node'] = ofNode
  for (const kind of BY_CHANCE) {
    const forms = formsOf(events.filter((event) => event.kind === kind))
    if (forms.length > 0) facts[`form of ${kind}`] = forms
  }
  return facts
}
