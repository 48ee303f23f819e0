import * as z from 'zod/mini'
import { Bytes, Instant, RigName, ShownPath } from './basics.ts'
import { tools } from './tools.ts'

export const Tool = z.enum(tools)

/** As a person or a release calls it; it becomes the name of a folder on any system. */
export const ToolVersion = z.string().check(z.regex(/^[0-9A-Za-z](?:[0-9A-Za-z.+_-]{0,62}[0-9A-Za-z])?$/))

/** SHA-256, 64 lower-case hex characters. */
export const FileHash = z.string().check(z.regex(/^[0-9a-f]{64}$/))

/**
 * `verified`: as a manifest says that was signed with the key that the person pinned. `pinned`: as it was when it was taken in, or first
 * started. `unverified`: nobody has said what it should be. `changed`: not what it was; nothing is started from it.
 */
const BinaryCheck = z.enum(['verified', 'pinned', 'unverified', 'changed', 'missing', 'unread'])

const User = z.object({ kind: z.enum(['node', 'service']), name: RigName })

/** One version of a program in the store, or a program elsewhere that an entry of the rig names. */
export const BinaryRow = z.object({
  /** `tool@version` of one in the store; else its path. */
  key: z.string(),
  tool: Tool,
  /** `null`: a program of the person's own, whose version nobody said. */
  version: z.nullable(z.string()),
  path: ShownPath,
  check: BinaryCheck,
  /** What the program's file has to be; `null`: not known before its first start. */
  sha256: z.nullable(FileHash),
  /** What is there instead, and what that file is called. */
  changed: z.nullable(z.object({ file: z.string(), sha256: FileHash, sizeBytes: Bytes, seenAt: Instant })),
  sizeBytes: z.nullable(Bytes),
  from: z.object({ is: z.enum(['archive', 'folder', 'url', 'own']), place: z.string() }),
  /** When it was taken in, or first started. */
  since: z.nullable(Instant),
  /** `runs`: a process of it is there; `back`: what it had before, one act away. */
  usedBy: z.array(z.object({ ...User.shape, runs: z.boolean(), back: z.nullable(z.string()) })),
  /** Entries that go back to it in one act. */
  kept: z.array(User),
  /** Its releaser advises against it. */
  belowFloor: z.nullable(z.string()),
  /** What keeps the system from starting it: its disk, by mount point, or the mark of a download. */
  noexec: z.nullable(ShownPath),
  quarantined: z.boolean(),
})
export type BinaryRow = z.output<typeof BinaryRow>

/** A version that is being taken in, or came to nothing. */
const Taking = z.object({
  tool: Tool,
  version: z.string(),
  step: z.enum(['fetching', 'reading', 'unpacking', 'checking', 'placing', 'failed']),
  done: Bytes,
  of: z.nullable(Bytes),
  failed: z.nullable(z.object({ code: z.string(), said: z.string() })),
})
export type Taking = z.output<typeof Taking>

/** The store itself. */
export const BinaryStore = z.object({
  folder: ShownPath,
  /** Its book can't be read: then nothing is known of any program, and none is started. */
  unread: z.nullable(z.string()),
  noexec: z.nullable(ShownPath),
  taking: z.nullable(Taking),
})
export type BinaryStore = z.output<typeof BinaryStore>
