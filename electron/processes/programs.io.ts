import type { Settings } from '../settings/index.ts'
import type { Memory } from './admission.ts'
import type { ProcessIdentity } from './process-identity.io.ts'
import type { ProgramGate } from './program-spec.ts'
import type { Owner } from './slot.ts'

export interface ProgramsOptions {
  readonly profileFolder: string
  /** With absolute paths (`resolvePaths`). */
  readonly settings: Settings
  readonly now?: () => number
  readonly random?: () => number
  /** Of this computer, where it is not asked. */
  readonly memory?: () => Memory | null
  readonly log?: (line: string) => void
  /** Whether the profile is still ours: otherwise nothing is looked after, and nothing started. */
  readonly mayAct?: () => boolean
  /** Milliseconds between two looks; 1,000 when not given. */
  readonly tickMs?: number
  /** Every program passes it before it is started; open, when not given. */
  readonly gate?: ProgramGate
}

export interface StartOptions {
  /** Who wants it; a person when not given. What a batch holds only that batch may start or stop. */
  readonly by?: Owner
}

export interface StopOptions extends StartOptions {
  /** What its row says (`stopWords`) when something is lost by it; a batch has its own consent. */
  readonly words?: string
  /** Processes that others have started and that a person agreed to end: for a batch only. */
  readonly agreed?: readonly ProcessIdentity[]
  /** Milliseconds after SIGTERM; what its kind needs (`kinds`), when not given. */
  readonly graceMs?: number
  /** Kill after the grace: as its kind allows, when not given. */
  readonly hard?: boolean
}
