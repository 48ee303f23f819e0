import type { RigDescription } from '../../../electron/devnet/rig/description.ts'
import type { RigLayout } from '../../../electron/devnet/rig/layout.ts'
import type { Facts } from './record.ts'

/** What a run needs of its surroundings. */
export interface RunTools {
  /** Folder of the recordings. */
  readonly recordings: string
  readonly simulated: boolean
  /** Divides the durations of the recorded run. */
  readonly speed: number
  /** Private folder of the run. */
  readonly folder: string
  /** First of the ports the run may take, or what is added to its usual ones. */
  readonly ports: number
  /**
   * Makes files and identities, with a genesis that leaves `leadSeconds` of the recorded run before it; with the real
   * programs their own tools make the data. A further identity `foreign` has data and a service but no key in any node.
   */
  makeRig(layout: RigLayout, leadSeconds: number): Promise<MadeRig>
}

export interface MadeRig {
  readonly rig: RigDescription
  readonly ids: Readonly<Record<string, string>>
  readonly genesisSeconds: number
}

/** What was seen in a run, and what else the recording expects of it. */
export interface RunOutcome {
  readonly got: Facts
  readonly alsoExpected: Facts
  /** Things the recording has and these programs don't. */
  readonly missing: readonly string[]
  /** What was left out of the comparison, and why. */
  readonly notes: readonly string[]
}
