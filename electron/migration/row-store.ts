import type { SmesherId } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import type { RowSchema, TableRows } from './rows.ts'

/** Rows of one identity with the shape of the tables they lie in. */
export interface IdentityRows {
  readonly schema: RowSchema
  readonly tables: readonly TableRows[]
}

/** The database is open in another process: the node is not as silent as it seemed. */
export class DatabaseInUse extends Error {
  readonly path: string
  constructor(path: string) {
    super(`${path}: ${saw('database-open')}`)
    this.name = 'DatabaseInUse'
    this.path = path
  }
}

/** A database held with a kernel lock: no node can open it until `release`. */
export interface HeldDatabase {
  /** A new, closed, complete copy without a `-wal`. */
  copyTo(path: string): Promise<void>
  release(): Promise<void>
}

/**
 * What a move does with `local.sql` files. Reading and editing only ever touch private copies; `checkpoint` and `hold` are the two
 * acts in place, at the stopped target of a consented move (docs/protocol.md §3, §9).
 */
export interface RowStore {
  /** Reads the copy at `path` with the `-wal` beside it. Throws when it is no such database. */
  read(path: string, id: SmesherId): Promise<IdentityRows>
  /** Exclusive probe, then everything of the `-wal` into the file itself, closed again. Throws `DatabaseInUse`. */
  checkpoint(path: string): Promise<void>
  /** Takes the kernel lock of the file behind `path`. Throws `DatabaseInUse`. */
  hold(path: string): Promise<HeldDatabase>
  /** In one transaction: the identity's rows out, these in; then integrity and counts are checked, and no `-wal` is left. */
  edit(path: string, id: SmesherId, rows: IdentityRows | null): Promise<void>
}
