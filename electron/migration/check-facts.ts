import type { Check, Instant, SmesherId } from '../contract/model/basics.ts'
import type { MoveCheckId } from '../contract/model/check-id.ts'
import type { SilenceFacts } from '../silence/index.ts'
import type { DiskPlace } from '../storage/index.ts'
import type { Bound } from './binding.ts'
import type { SeenNote } from './custody.ts'
import type { KeyFolder } from './disk-facts.ts'
import type { RowSchema } from './rows.ts'
import type { MoveNote } from './tombstone.ts'
import type { IdentityLook, NodeLook } from './world.ts'

/** `beside`: what lies at this path is replaced or named anew by a name next to it, which must be on the same mount. */
export interface PlaceLook extends DiskPlace {
  readonly path: string
  readonly beside: string | null
}

/** What was read from one node's data folder, without changing it. */
export interface FolderLook {
  readonly path: string
  /** Parts of the path, or files in it that matter, that are symbolic links. */
  readonly symlinks: readonly string[]
  readonly keys: KeyFolder
  readonly tombstone: MoveNote | 'broken' | null
  readonly lease: MoveNote | 'broken' | null
  readonly freeBytes: number
  /** `local.sql` with its `-wal`. */
  readonly databaseBytes: number
  readonly writable: boolean
  /** Kernel locks and hard links work there. */
  readonly localFileSystem: boolean | null
  /** Where the folder and what a move touches in it lie; the folder first. */
  readonly disks?: readonly PlaceLook[]
}

/** Rows and schema as read from a private copy; a text says why that could not be. */
export type RowLook = { readonly schema: RowSchema; readonly rowsHash: string; readonly rows: number } | { readonly unreadable: string }

/** All a scan has seen. `null` in a folder: it could not be read. */
export interface CheckFacts {
  readonly identity: IdentityLook
  readonly source: NodeLook
  readonly target: NodeLook
  readonly folders: { readonly source: FolderLook | null; readonly target: FolderLook | null }
  readonly rows: { readonly source: RowLook; readonly target: RowLook }
  /** Notes of earlier moves, wherever they lie; `null`: a folder could not be read. */
  readonly notes: readonly SeenNote[] | null
  readonly silence: SilenceFacts
  /** What the names stand for; `service` is `null` when there is none. */
  readonly bindings: { readonly source: Bound; readonly target: Bound; readonly service: Bound | null }
  /** Batches that haven't ended, by the nodes and identities they hold. */
  readonly activeBatches: readonly {
    readonly batch: string
    readonly nodes: readonly string[]
    readonly identities: readonly SmesherId[]
  }[]
  readonly profileFreeBytes: number
  readonly mainnetAllowed: boolean
  readonly now: Instant
}

/** A check's outcome before it gets its id. */
export type Outcome = Readonly<Omit<Check, 'id'>>

/** Checks by their ids. */
export type Guards = { readonly [Id in MoveCheckId]?: (facts: CheckFacts) => Outcome }

const outcome =
  (verdict: Check['verdict']) =>
  (evidence: string, values: Outcome['values'] = {}): Outcome => ({ verdict, evidence, values })
export const pass = outcome('pass')
export const warn = outcome('warn')
export const fail = outcome('fail')
/** Not known is never good enough: it closes the plan as a failure does. */
export const unknown = outcome('unknown')
