import { homedir } from 'node:os'
import { join } from 'node:path'

export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Where settings and journal lie unless the user says otherwise: the same folder for the window and the console. */
export const defaultProfileFolder = ({ platform, home, environment }: Surroundings): string => {
  if (platform === 'win32') return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Smeshdesk')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Smeshdesk')
  return join(environment.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'smeshdesk')
}

export const thisSurroundings = (): Surroundings => ({ platform: process.platform, home: homedir(), environment: process.env })
