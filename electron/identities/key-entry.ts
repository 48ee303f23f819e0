import type { Check, SmesherId } from '../contract/model/basics.ts'
import type { LoadCandidate, NextStart } from '../keys/index.ts'

/** Where a file lies with respect to the node's loading rule. `elsewhere`: not in an identities folder at all. */
export type KeyEntryPlace = 'loaded' | 'retired' | 'passed-over' | 'sub-folder' | 'folder' | 'elsewhere'

/** A file by itself, whatever names lead to it. */
export interface KeyFile {
  /** Device and inode. */
  readonly object: string
  /** When it was written last, by the disk. */
  readonly modifiedAt: number
}

/** One file that is, claims to be, or could be a key. */
export interface KeyEntry extends LoadCandidate {
  /** Absolute; for showing. Names that are no UTF-8 are shown with replacement characters. */
  readonly path: string
  readonly place: KeyEntryPlace
  /** A symbolic link, which the node follows. */
  readonly link: boolean
  /** Group or others may read it. A node loads it without a word. */
  readonly openToOthers: boolean
  /** `null`: what lies there could not be opened. */
  readonly file: KeyFile | null
}

/** All that an identities folder says: every file that is or could be a key, and what the next start would make of it. */
export interface IdentitiesScan {
  readonly folder: string
  readonly state: 'read' | 'missing' | 'unreadable'
  readonly entries: readonly KeyEntry[]
  readonly start: NextStart
  /** Identities whose key is loadable here although a note of an earlier move says that it left. */
  readonly returned?: readonly SmesherId[]
  /** Identities whose key is loadable here and of which the notes of earlier moves could not be read. */
  readonly unsure?: readonly SmesherId[]
  /** Worst first. */
  readonly findings: readonly Check[]
}
