import type { Check, RigName } from '../contract/model/basics.ts'
import { check } from '../contract/model/verdicts.ts'
import type { Fault, Faults } from '../faults/index.ts'
import type { Barrier } from '../time/index.ts'
import type { Sighting } from './sightings.ts'

export const nodePlace = (name: RigName): string => `node ${name}`
export const servicePlace = (name: RigName): string => `service ${name}`

/** Whose row a sighting belongs to. */
export function placeOf(sighting: Sighting): string {
  if ('node' in sighting) return nodePlace(sighting.node)
  return 'service' in sighting ? servicePlace(sighting.service) : 'the rig'
}

/** Which sources of which places failed when they were looked at last. */
export function createPlaceFaults(faults: Faults, changed: () => void) {
  const open = new Map<string, Map<string, Fault>>()
  return {
    barrier: (place: string, source: string): Barrier => ({
      failed: (error) => {
        const of = open.get(place) ?? new Map<string, Fault>()
        const fault = faults.tell(`${place}: ${source}`, error)
        const isNew = of.get(source) !== fault
        open.set(place, of.set(source, fault))
        // One that is known already changes no row: told again, the row that fails would be built again at once, for ever.
        if (isNew) changed()
      },
      went: () => {
        if (open.get(place)?.delete(source) === true) changed()
      },
    }),
    /** What the place's row has to say of it: that a part of it is not known. */
    findings: (place: string): Check[] =>
      [...(open.get(place) ?? [])].map(([source, fault]) =>
        check.unknown('source-fault', { source, reference: fault.reference }, fault.detail),
      ),
  }
}
export type PlaceFaults = ReturnType<typeof createPlaceFaults>
