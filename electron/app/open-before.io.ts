import { readSettings } from '../settings/index.ts'
import { stillRuns } from './simulated-programs.io.ts'
import { hasSimulatedRig } from './simulated-rig.io.ts'

interface Before {
  readonly folder: string
  readonly kind: 'own' | 'simulated'
}

/** What was open before: an own rig from its settings, or a simulated one whose programs still run. Throws `settings_broken`. */
export async function openBefore(profileFolder: string, simulated: string): Promise<Before | null> {
  const settings = await readSettings(profileFolder)
  if (settings !== null && settings.nodes.length + settings.services.length > 0)
    return { folder: profileFolder, kind: settings.simulated ? 'simulated' : 'own' }
  return (await hasSimulatedRig(simulated)) && (await stillRuns(simulated)) ? { folder: simulated, kind: 'simulated' } : null
}
