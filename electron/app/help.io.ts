import type { State } from '../contract/state.ts'
import type { CoreOptions } from '../core.ts'
import { Doctor, type Patient } from '../doctor/index.ts'
import type { Notices } from '../notices/index.ts'
import { createSupport, type Sources } from '../support/index.ts'
import { systemClock } from '../time/index.ts'
import type { Rigs } from './rigs.io.ts'

/** So much of what happened is told to others. */
const newest = { before: null, identity: null, kinds: null, most: 200 }

interface HelpDeps extends Pick<CoreOptions, 'profileFolder' | 'version'> {
  readonly rigs: Rigs
  readonly notices: Notices
  readonly state: () => State
  readonly looksOnly: boolean
  /** The profile is. */
  readonly isOurs: () => boolean
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
function openDoctor({ rigs, profileFolder, state, looksOnly, isOurs }: HelpDeps): Doctor {
  const patient = (): Patient => ({
    profileFolder,
    state: state(),
    settings: sessionOf(rigs)?.settings.current() ?? null,
    profileIs: looksOnly ? 'elsewhere' : isOurs() ? 'ours' : 'lost',
  })
  const refresh = () => {
    const since = systemClock.now()
    const asked = new WeakSet<object>()
    let looked = false
    return ({ state: { rig, nodes, inventory } }: Patient): boolean => {
      const session = sessionOf(rigs)
      if (rig.starting !== null) return false
      if (session === null) return true
      if (!asked.has(session)) {
        asked.add(session)
        session.inventory.look()
        const done = () => {
          looked = true
        }
        // Who can't look says so in its row.
        session.sight.lookAtKeys().then(done, done)
      }
      const heard = Object.values(nodes).length === session.settings.current().nodes.length
      return (
        looked &&
        heard &&
        Object.values(nodes).every(({ reach }) => reach !== 'unknown') &&
        inventory?.looking === null &&
        (inventory.lookedAt ?? 0) >= since
      )
    }
  }
  return new Doctor({ clock: systemClock, patient, refresh })
}

/** What a bundle is made of; the doctor runs first where it has not run yet. */
async function sourcesOf({ notices, rigs, state, profileFolder, version }: HelpDeps, doctor: Doctor): Promise<Sources> {
  if (doctor.last().run?.endedAt == null) await doctor.run()
  const session = sessionOf(rigs)
  return {
    profileFolder: session?.settings.folder ?? profileFolder,
    version,
    state: state(),
    settings: session?.settings.current() ?? null,
    logFile: (key) => session?.programs.logFile(key) ?? '',
    doctor: doctor.last(),
    history: async () => [...((await session?.history.ask.events(newest))?.entries ?? [])],
    secrets: notices.secrets(),
  }
}

/** The doctor, and bundles for who helps. */
export function openHelp(deps: HelpDeps) {
  const doctor = openDoctor(deps)
  return { doctor, support: createSupport(() => sourcesOf(deps, doctor), systemClock.now), profileFolder: deps.profileFolder }
}
