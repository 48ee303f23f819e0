import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { LostTrace } from '../contract/model/migration.ts'
import type { MoveNote } from './tombstone.ts'

/** A file in a node's folder that names a batch, or a note that can't be read. */
export interface Trace {
  readonly is: LostTrace['is']
  readonly node: RigName
  readonly path: string
  /** `null`: a note that can't be read. */
  readonly batch: string | null
  /** As much of it as the file tells; a damaged note's name has its first 16 characters. */
  readonly identity: SmesherId | null
  readonly prefix: string
  readonly note: MoveNote | null
  /** Name of the key file as it was, where the trace is one. */
  readonly keyName: string | null
}

export interface LoadableKey {
  readonly identity: SmesherId
  readonly node: RigName
  readonly path: string
}

/** What the folders of the rig's nodes tell of moves, and which keys are loadable there. */
export interface Survey {
  readonly traces: readonly Trace[]
  readonly keys: readonly LoadableKey[]
  /** Folders that could not be looked into. */
  readonly unread: readonly string[]
}
