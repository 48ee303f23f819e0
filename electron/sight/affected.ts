import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { RigMemory } from './rig-memory.ts'
import type { Sighting } from './sightings.ts'

const hostedBy = (rig: RigMemory, node: RigName): SmesherId[] =>
  [...rig.identities.values()].flatMap(({ id, postNode }) => (postNode === node ? [id] : []))

const ofService = (rig: RigMemory, name: RigName): SmesherId[] => {
  const service = rig.services.get(name)
  const id = service?.data?.identity ?? service?.row?.identity ?? null
  return id === null ? [] : [id]
}

/** Whose data a service has, and whose keys lie beside them. */
const ofData = (rig: RigMemory, name: RigName): SmesherId[] => [
  ...ofService(rig, name),
  ...(rig.services.get(name)?.data?.copies ?? []).flatMap(({ id }) => id ?? []),
]

/** Whose rows a sighting may change, asked before and after it is folded in; `'all'` where it is not worth telling. */
export function affectedBy(rig: RigMemory, sighting: Sighting): Iterable<SmesherId> | 'all' {
  switch (sighting.source) {
    case 'operator':
      return ofService(rig, sighting.service)
    case 'events':
      return sighting.events.flatMap(({ smesher }) => (smesher === null ? [] : [smesher]))
    case 'stream':
      return hostedBy(rig, sighting.node)
    case 'post-states': {
      const heard = rig.nodes.get(sighting.node)?.heard
      // What no node has, and what a service wants of this one, rests on whether it answers at all.
      if (heard?.postAnswers !== (sighting.answer.kind === 'answer')) return 'all'
      // Whom it lists, or listed before, may be another node's.
      return new Set([...(heard.postStates?.value.keys() ?? []), ...hostedBy(rig, sighting.node)])
    }
    case 'status':
    case 'network':
    case 'version':
    case 'coinbase':
    case 'maker':
      return []
    case 'atxs':
      return sighting.asked
    case 'bans':
      return sighting.answers.flatMap(({ asked }) => asked)
    case 'data':
      return ofData(rig, sighting.service)
    case 'services':
    case 'keys':
    case 'holds':
      return 'all'
  }
}

/** The row of a node rests on nodes, their files and the programs: not on what services say, and of events on their time alone, which each tick shows. */
export const touchesNodes = ({ source }: Sighting): boolean => source !== 'operator' && source !== 'data' && source !== 'events'
