import type { RigName } from '../contract/model/basics.ts'
import type { ServiceRow, SlotRow } from '../contract/model/rig.ts'
import type { Settings } from '../settings/index.ts'
import type { ProcessIdentity } from './process-identity.io.ts'
import type { ProcessLook } from './process-look.io.ts'
import type { Owner, SlotKey } from './slot.ts'
import type { SlotProcess } from './standing.io.ts'

export interface ProgramsOptions {
  readonly profileFolder: string
  /** With absolute paths (`resolvePaths`). */
  readonly settings: Settings
  readonly now?: () => number
  readonly random?: () => number
  readonly log?: (line: string) => void
  /** Whether the profile is still ours: otherwise nothing is looked after, and nothing started. */
  readonly mayAct?: () => boolean
  /** Milliseconds between two looks; 1,000 when not given. */
  readonly tickMs?: number
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

/** The programs of the rig on this machine: started, watched, adopted, stopped, held. One for each profile. */
export interface Programs {
  /** Reads the slots, adopts what still runs, and begins to watch. Called once. */
  open(): Promise<void>
  setSettings(settings: Settings): Promise<void>
  /** Of the PoST services. */
  rows(): readonly ServiceRow[]
  /** Of any program, by its process and its entry alone; `null` when there is no such slot. */
  slot(key: SlotKey): SlotRow | null
  /** Called after any change; returns the way to stop listening. */
  onChange(listener: () => void): () => void
  /** Throws `not_found`, `held_by_migration`, `already_running`, `program_missing`, `start_failed`. */
  start(key: SlotKey, options?: StartOptions): Promise<void>
  /**
   * Throws `not_found`, `held_by_migration`, `not_running`, `consent_mismatch`, `stop_failed`.
   * A process that somebody else started is stopped for a batch only, and only one that a person agreed to by its identity.
   */
  stop(key: SlotKey, options?: StopOptions): Promise<void>
  /**
   * What runs in the slot's place now, our own run first, then what others have started. `look`: where one at all processes was just taken. Throws
   * `not_found`.
   */
  standing(key: SlotKey, look?: ProcessLook): Promise<readonly SlotProcess[]>
  /** One act: what may not be started again, or does not end, is left as it is. Throws what `stop` and `start` throw. */
  restart(key: SlotKey, options?: Omit<StopOptions, 'by'>): Promise<void>
  /** Durable when it returns: until released nothing but the batch starts these slots, also after a restart of the app. */
  hold(batch: string, keys: readonly SlotKey[]): Promise<void>
  release(batch: string): Promise<void>
  /** Which slots each batch holds; `null`: the file of holds can't be read, and every slot counts as held. */
  holds(): Readonly<Record<string, readonly SlotKey[]>> | null
  /** What the running service is at, in one word (`lifePhase` of the room post); `null` when it does not run. */
  phase(name: RigName): string | null
  /** The file that a slot's program writes to. */
  logFile(key: SlotKey): string
  /** Stops watching. What runs goes on. */
  close(): Promise<void>
}
