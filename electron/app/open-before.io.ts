import { join } from 'node:path'
import { readSettings } from '../settings/index.ts'
import { realFs } from '../storage/index.ts'
import { stillRuns } from './simulated-programs.io.ts'
import { hasSimulatedRig } from './simulated-rig.io.ts'

const hasMoves = async (profileFolder: string): Promise<boolean> =>
  (await realFs.list(join(profileFolder, 'batches')).catch(() => ['unreadable'])).some((name) => name !== '.scan')

interface Before {
  readonly folder: string
  readonly kind: 'own' | 'simulated'
}

/** What was open before: an own rig from its settings, or a simulated one whose programs still run. Throws `settings_broken`. */
export async function openBefore(profileFolder: string, simulated: string): Promise<Before | null> {
  const settings = await readSettings(profileFolder)
  if (settings !== null && settings.nodes.length + settings.services.length > 0)
    return { folder: profileFolder, kind: settings.simulated ? 'simulated' : 'own' }
  // Moves without settings wait, and say what is missing: without a rig nobody would hear of them.
  if (settings === null && (await hasMoves(profileFolder))) return { folder: profileFolder, kind: 'own' }
  return (await hasSimulatedRig(simulated)) && (await stillRuns(simulated)) ? { folder: simulated, kind: 'simulated' } : null
}
