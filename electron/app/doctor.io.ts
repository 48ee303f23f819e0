import type { State } from '../contract/state.ts'
import { Doctor, type Patient } from '../doctor/index.ts'
import { systemClock } from '../time/index.ts'
import type { Rigs } from './rigs.io.ts'

interface DoctorDeps {
  readonly rigs: Rigs
  readonly profileFolder: string
  readonly state: () => State
  readonly profileIs: () => Patient['profileIs']
}

/** The rig that is open; `null`: none is. */
function sessionOf(rigs: Rigs) {
  try {
    return rigs.session()
  } catch {
    return null
  }
}

/** Of whatever rig is open. Keys are looked at anew first, and the nodes of a rig that was just opened get the time to answer. */
export function openDoctor({ rigs, profileFolder, state, profileIs }: DoctorDeps): Doctor {
  const patient = (): Patient => ({
    profileFolder,
    state: state(),
    settings: sessionOf(rigs)?.settings.current() ?? null,
    profileIs: profileIs(),
  })
  const refresh = () => {
    const since = systemClock.now()
    const asked = new WeakSet<object>()
    return ({ state: { rig, nodes, inventory } }: Patient): boolean => {
      const session = sessionOf(rigs)
      if (rig.starting !== null) return false
      if (session === null) return true
      if (!asked.has(session)) {
        asked.add(session)
        session.inventory.look()
        // Who can't look says so in its row.
        session.sight.lookAtKeys().catch(() => undefined)
      }
      const heard = Object.values(nodes).length === session.settings.current().nodes.length
      return heard && Object.values(nodes).every(({ reach }) => reach !== 'unknown') && (inventory?.lookedAt ?? 0) >= since
    }
  }
  return new Doctor({ clock: systemClock, patient, refresh })
}
