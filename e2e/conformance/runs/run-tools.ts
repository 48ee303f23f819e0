import type { RigDescription } from '../../../electron/devnet/rig/description.ts'
import type { RigLayout } from '../../../electron/devnet/rig/layout.ts'
import type { Facts } from './trace.ts'

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
  /** Makes files and identities; with the real programs their own tools make the data. A further identity `foreign` has data and a service but no key in any node. */
  makeRig(
    layout: RigLayout,
    genesisSeconds: number,
  ): Promise<{ readonly rig: RigDescription; readonly ids: Readonly<Record<string, string>> }>
}

/** What was seen in a run, and what else the recording expects of it. */
export interface RunOutcome {
  readonly got: Facts
  readonly alsoExpected: Facts
  /** Things the recording has and these programs don't. */
  readonly missing: readonly string[]
}

/** Time a simulated rig takes to be made: interpreter, first start and stop. */
const MAKING_MS = 8000

/** Genesis so that `leadSeconds` of the recorded run fit before it, besides the making of the rig. */
export function startTime({ simulated, speed }: RunTools, leadSeconds: number): number {
  const lead = (leadSeconds * 1000) / speed + (simulated ? MAKING_MS : 120_000)
  return Math.ceil((Date.now() + lead) / 1000)
}
