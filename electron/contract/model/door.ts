import * as z from 'zod/mini'
import { Address, LogLevel, RigName, SmesherId } from './basics.ts'
import { FolderEntry } from './rig.ts'

/** Why a path that was typed or pasted is not taken. */
const PathProblem = z.enum([
  'empty',
  'several-lines',
  'control-character',
  'too-long',
  'not-absolute',
  'other-system',
  'other-machine',
  'other-home',
  'device',
  'not-there',
  'no-access',
  'no-folder',
  'no-program',
  'no-file',
  'not-executable',
  'no-archive',
])
export type PathProblem = z.output<typeof PathProblem>

/** What stands at a path that a person typed; `detail` names how far the path leads, or what the system said. */
export const NamedPath = z.object({ entry: z.nullable(FolderEntry), problem: z.nullable(PathProblem), detail: z.string() })
export type NamedPath = z.output<typeof NamedPath>

export const AddressKind = z.enum(['public', 'private', 'post', 'operator'])
export type AddressKind = z.output<typeof AddressKind>

/**
 * What answered at an address. `right`: proven to be what was asked for. `other-listener`: a listener of the same field, but of
 * another kind (`is`). `not-proven`: it speaks gRPC, and nothing shows what it is.
 */
export const AddressTry = z.object({
  result: z.enum(['right', 'other-listener', 'not-proven', 'foreign', 'nobody', 'silent', 'not-asked', 'bad-form']),
  is: z.nullable(AddressKind),
  version: z.nullable(z.string()),
  network: z.nullable(z.string()),
  synced: z.nullable(z.boolean()),
  identities: z.nullable(z.number()),
  operator: z.nullable(z.enum(['idle', 'proving', 'done'])),
  detail: z.string(),
})
export type AddressTry = z.output<typeof AddressTry>

/** What a person should know of an entry before it is added. */
const DraftNote = z.enum([
  'in-container',
  'by-script',
  'program-gone',
  'config-unread',
  'relative-path',
  'post-not-named',
  'post-changes',
  'dials-unknown-node',
  'command-refused',
])
export type DraftNote = z.output<typeof DraftNote>

const common = {
  /** A suggestion; empty for none. */
  name: z.string(),
  program: z.nullable(FolderEntry),
  dataFolder: z.nullable(FolderEntry),
  arguments: z.array(z.string()),
  simulated: z.boolean(),
  notes: z.array(DraftNote),
}

/** A node's entry as far as its folder, command line, config and process tell it. */
export const NodeDraft = z.object({
  ...common,
  addresses: z.object({ public: z.nullable(Address), private: z.nullable(Address), post: z.nullable(Address) }),
  /** Of an entry of the settings. */
  tls: z.optional(z.object({ ca: z.string(), cert: z.string(), key: z.string(), domain: z.optional(z.string()) })),
  plainText: z.optional(z.boolean()),
})
export type NodeDraft = z.output<typeof NodeDraft>

export const ServiceDraft = z.object({
  ...common,
  node: z.nullable(RigName),
  operatorAddress: z.nullable(Address),
  /** Of an entry of the settings; a running one's environment is not read. */
  logLevel: z.optional(LogLevel),
  identity: z.nullable(SmesherId),
  /** It is an entry, and stands on another machine. */
  elsewhere: z.optional(z.boolean()),
})
export type ServiceDraft = z.output<typeof ServiceDraft>
