import type { SmesherId } from '../contract/model/basics.ts'
import type { Faults } from '../faults/index.ts'
import type { Limits, Memory } from './admission.ts'
import type { Owner, SlotKey } from './slot.ts'

/** What would be started in a slot. */
export interface ProgramSpec {
  readonly key: SlotKey
  /** Absolute; `null`: never started by us. */
  readonly program: string | null
  readonly args: readonly string[]
  readonly cwd: string
  readonly dataFolder: string | null
  /** Where it can be asked what it is at. */
  readonly operatorAddress: string | null
  /** Whom it works for by its entry; counts only where no folder here says it. */
  readonly identity?: SmesherId
  readonly logFile: string
  readonly env: Readonly<Record<string, string>>
}

/** Who knows what programs have to be. */
export interface ProgramGate {
  /** Reads what a proof needs, so that the proof itself takes no time. Never throws, and decides nothing. */
  readonly prepare: (program: string) => Promise<unknown>
  /**
   * Proves a program right before it is started; what it answers says, in the turn of the start, that it is still so. Throws
   * `hash_mismatch`, `start_failed`.
   */
  readonly prove: (program: string) => Promise<() => boolean>
  /** It is known to be another one than it has to be. */
  readonly isChanged: (program: string) => boolean
}

export const openGate: ProgramGate = { prepare: () => Promise.resolve(), prove: () => Promise.resolve(() => true), isChanged: () => false }

export interface ProgramDeps {
  readonly profileFolder: string
  readonly now: () => number
  readonly random: () => number
  readonly log: (line: string) => void
  /** The profile is ours; else no record is written: what was seen stays in memory. */
  readonly mayAct: () => boolean
  readonly faults: Faults
  readonly changed: () => void
  readonly gate: ProgramGate
  /** Of this computer; `null`: the system does not tell. */
  readonly memory: () => Memory | null
}

export interface SlotDeps extends ProgramDeps {
  /** The batch that holds the slot now, `null` when none. Asked again right before every start. */
  readonly heldBy: (key: SlotKey) => string | null
  /** Its file can't be read. */
  readonly isDamaged: (key: SlotKey) => boolean
  readonly limits: () => Limits
}

export interface StopRequest {
  readonly graceMs: number
  readonly hard: boolean
  readonly by: Owner
}

/** The environment variable by which a child is found whose second record was never written. */
export const tokenName = 'SMESHDESK_SLOT'
