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

/** Which rig is open: none yet, the simulated one, or the user's own. One at a time. */
export interface Rigs {
  readonly profileFolder: string
  /** Throws `not_allowed` while no rig is open. */
  session(): Session
  /** The same, to act on it. Throws `profile_in_use` too, once the profile may be another's. */
  acting(): Session
  /** Acts on the user's own rig, opened when it was not, in turn with all else. Throws `simulated_and_real` while the playground is open. */
  withOwn<T>(act: (session: Session) => Promise<T>): Promise<T>
  /** Acts on the rig that is open, in turn with every change of its settings. Throws `not_allowed` while none is. */
  withOpen<T>(act: (session: Session) => Promise<T>): Promise<T>
  /** How the simulated rig runs. Throws `not_running` while none is ready. */
  playground(): Playground
  /** A person has seen this alert. Durable when it returns. Throws `not_found` when it is not open. */
  acknowledge(alert: string): Promise<void>
  startSimulated(): void
  stopSimulated(): void
  /** Puts a kept version in the place of settings that can't be read, and opens the rig. Throws `not_allowed`, `not_found`. */
  restoreSettings(name: string): Promise<void>
  /** The profile may be another's: from now on this one only shows what it saw, and says why. May be repeated. */
  lose(): void
  /** What runs ends first, moves after their step; nothing that was asked for begins any more. */
  close(): Promise<void>
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
