import * as z from 'zod/mini'
import { Check, Instant, RigName, ShownPath, SmesherId } from './basics.ts'
import { KeyDefect } from './identity.ts'

/** Programs that carry what lies in a folder to other computers, told by the marks they leave in it. */
export const SyncedBy = z.enum(['dropbox', 'onedrive', 'nextcloud', 'syncthing', 'icloud', 'google-drive'])
export type SyncedBy = z.output<typeof SyncedBy>

/** What holds a file, where that is not a disk of this computer that stays in it. */
export const Storage = z.enum(['removable', 'network'])
export type Storage = z.output<typeof Storage>

/** One file that holds, or claims to hold, a key. Never a byte of the key itself. */
export const KeyCopy = z.object({
  path: ShownPath,
  /** Another name for a file that stands in the list already: a link, a hard link, a second way to its folder. */
  sameAs: z.nullable(ShownPath),
  /** Where it lies with respect to a node's loading rule. */
  place: z.enum(['loaded', 'retired', 'passed-over', 'sub-folder', 'folder', 'elsewhere']),
  /** The node of this rig in whose folder it lies. */
  node: z.nullable(RigName),
  defect: z.nullable(KeyDefect),
  changedAt: z.nullable(Instant),
  /** Whose the PoST data is beside which it lies; `identity` is `null` where that can't be read. */
  data: z.nullable(z.object({ identity: z.nullable(SmesherId) })),
})
export type KeyCopy = z.output<typeof KeyCopy>

/** All files of one key, or one file that is no sound key. */
export const KeyRow = z.object({
  /** The identity, or the path of a file that has none. */
  key: z.string(),
  identity: z.nullable(SmesherId),
  /** What it is called by the file that a node loads, or by its only file. */
  name: z.string(),
  /** Worst first; empty: in order. */
  checks: z.array(Check),
  copies: z.array(KeyCopy),
})
export type KeyRow = z.output<typeof KeyRow>

/** How far the look for key files has come, and what it could not see. */
export const Inventory = z.object({
  /** Of the last look that came to its end; `null`: none has. */
  lookedAt: z.nullable(Instant),
  /** A look that a person waits for, in folders. */
  looking: z.nullable(z.object({ done: z.number(), of: z.number() })),
  /** The last one was stopped by a person. */
  stopped: z.boolean(),
  /** Folders in which nothing is known; what lies there is in no row. */
  unread: z.array(z.object({ path: ShownPath, detail: z.string() })),
  /** Of nodes whose keys lie on other machines. */
  elsewhere: z.array(RigName),
  /** Folders that a person had looked into as well. */
  added: z.array(ShownPath),
})
export type Inventory = z.output<typeof Inventory>
