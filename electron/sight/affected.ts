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

/** Whose rows a sighting may change, asked after it was folded in; `'all'` where it is not worth telling. */
export function affectedBy(rig: RigMemory, sighting: Sighting): Iterable<SmesherId> | 'all' {
  switch (sighting.source) {
    case 'operator':
      return ofService(rig, sighting.service)
    case 'events':
      return sighting.events.flatMap(({ smesher }) => (smesher === null ? [] : [smesher]))
    case 'stream':
      return hostedBy(rig, sighting.node)
    case 'post-states': {
      const listed = sighting.answer.kind === 'answer' ? sighting.answer.value.map(({ id }) => id) : []
      return new Set([...listed, ...hostedBy(rig, sighting.node)])
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
    case 'services':
    case 'data':
    case 'keys':
    case 'holds':
      return 'all'
  }
}
