import type { RigState } from '../contract/model/rig.ts'
import type { CoreOptions } from '../core.ts'
import { settingsFileOf } from '../settings/index.ts'
import type { Playground } from './playground.io.ts'
import type { Session } from './session.io.ts'

export interface Open {
  session: Session | null
  playground: Playground | null
  kind: RigState['kind']
}

/** The rig's line of the state; a shell's facts and the profile never change. */
export const firstRigState = ({ profileFolder, platform, version }: CoreOptions): RigState => ({
  kind: 'none',
  editable: true,
  profile: profileFolder,
  settingsFile: settingsFileOf(profileFolder),
  version,
  host: platform.host,
  starting: null,
  problem: null,
  simulation: null,
})
