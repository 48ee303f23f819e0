import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { Storage, SyncedBy } from '../contract/model/key-copies.ts'
import type { KeyEntry } from '../identities/index.ts'

/** A folder from which a node loads its keys. */
export interface Home {
  /** Of this rig; `null`: nobody's that is known. */
  readonly node: RigName | null
  /** The identities folder. */
  readonly path: string
  /** Device and inode: two ways to one folder are one. */
  readonly object: string
}

/** One file in one place. */
export interface FoundKey extends KeyEntry {
  /** `null`: in no identities folder. */
  readonly home: Home | null
  /** Whose data lies beside it; `null`: none does. */
  readonly data: { readonly folder: string; readonly identity: SmesherId | null } | null
  readonly syncedBy: SyncedBy | null
  readonly storage: Storage | null
}

/** PoST data, by its metadata. */
export interface FoundData {
  readonly folder: string
  readonly identity: SmesherId
  /** What a person calls it: its service's name, else its folder's. */
  readonly name: string
}

/** All that one look over folders came upon. */
export interface Found {
  readonly keys: readonly FoundKey[]
  readonly data: readonly FoundData[]
  /** Files that lie, loadable, where a note of a move says that their key left. */
  readonly returned: readonly { readonly id: SmesherId; readonly node: RigName | null; readonly path: string }[]
  /** Folders in which nothing is known, with the system's own word. */
  readonly unread: readonly { readonly path: string; readonly detail: string }[]
}

export const nothingFound: Found = { keys: [], data: [], returned: [], unread: [] }

export const together = (all: readonly Found[]): Found => ({
  keys: all.flatMap(({ keys }) => keys),
  data: all.flatMap(({ data }) => data),
  returned: all.flatMap(({ returned }) => returned),
  unread: all.flatMap(({ unread }) => unread),
})
