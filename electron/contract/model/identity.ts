import * as z from 'zod/mini'
import { Act } from './act.ts'
import { Bytes, Epoch, Instant, RigName, ShownPath, SmesherId, Tone } from './basics.ts'
import { NodeEventKind } from './node-event.ts'
import { overlayKeys, stateKeys } from './states.ts'

/** The four sources, each with its closed list of values: the axes of the table of states (identities/cells.ts). */
export const KeyFileSeen = z.enum(['absent', 'ok', 'defective', 'duplicate', 'unknown'])
export const PostStateSeen = z.enum(['unreachable', 'absent', 'idle', 'proving'])
export const OperatorSeen = z.enum(['off', 'unreachable', 'foreign', 'idle', 'k2pow', 'reading', 'done'])
export const LastEvent = z.enum(['none', 'post_start', 'complete', 'failed', 'published'])
export type KeyFileSeen = z.output<typeof KeyFileSeen>
export type PostStateSeen = z.output<typeof PostStateSeen>
export type OperatorSeen = z.output<typeof OperatorSeen>
export type LastEvent = z.output<typeof LastEvent>

/** How a key file looks to the node that would load it (docs/protocol.md, key files). */
export const KeyDefect = z.enum([
  'not-readable',
  'empty',
  'newline-at-end',
  'byte-order-mark',
  'wrong-length',
  'odd-length',
  'not-hex',
  'public-half-differs',
  'dangling-symlink',
  'too-large',
])
export type KeyDefect = z.output<typeof KeyDefect>

/** What each source can say: closed lists, with words for each in the page. */
const sourceSays = {
  key: [...KeyFileSeen.options, 'returned'],
  'post-states': PostStateSeen.options,
  events: [...NodeEventKind.options, 'nothing-yet', 'not-observed'],
  operator: [...OperatorSeen.options, 'stopped'],
  malfeasance: ['not-asked', 'asked', 'not-proven', 'banned'],
  network: ['no-atx', 'atx-of', 'last-atx-of'],
} as const
type SourceSays = typeof sourceSays
export type EvidenceSource = keyof SourceSays
export type SaidBy<Source extends EvidenceSource> = SourceSays[Source][number]

export const Evidence = z.object({
  source: z.enum(Object.keys(sourceSays) as EvidenceSource[]),
  says: z.enum(Object.values(sourceSays).flat()),
  /** The epoch or the kind that it speaks of. */
  value: z.optional(z.string()),
  detail: z.string(),
  /** When it was last heard; `null` when it never was. */
  at: z.nullable(Instant),
  stale: z.boolean(),
  tone: Tone,
})
export type Evidence = z.output<typeof Evidence>

/** Whose word a pass is: its service's, at its operator address, or what it wrote into its log. */
export const PassSource = z.enum(['operator', 'log'])
export type PassSource = z.output<typeof PassSource>

export const Progress = z.object({
  phase: z.enum(['none', 'k2pow', 'reading', 'done']),
  /** Nonces of the current pass, `end` exclusive. */
  nonces: z.nullable(z.object({ start: z.number(), end: z.number() })),
  pass: z.nullable(z.number()),
  positionBytes: z.nullable(Bytes),
  totalBytes: z.nullable(Bytes),
  bytesPerSecond: z.nullable(z.number()),
  /** Expected end of this pass; `null` when unknown. */
  expectedAt: z.nullable(Instant),
  /** At least so many were read for this proof, over all its passes. */
  readBytes: z.optional(z.nullable(Bytes)),
  /** By whose word; a log tells a position of at least so much. */
  source: z.optional(PassSource),
})
export type Progress = z.output<typeof Progress>

export const Ban = z.object({
  state: z.enum(['not-asked', 'asked', 'not-proven', 'banned']),
  at: z.nullable(Instant),
  /** Names of the nodes that were asked and answered. */
  askedAt: z.array(RigName),
  /** Nodes that could not answer (unreachable, too old). */
  silent: z.array(RigName),
  kind: z.nullable(z.string()),
})
export type Ban = z.output<typeof Ban>

/** Steps of one epoch, for the drawer's life cycle. */
export const LifeStep = z.enum(['registered', 'round-end', 'poet-proof', 'proving', 'atx', 'next-round', 'eligible'])

/** How an identity stands towards one publish epoch. Judged by its network's clock and what was seen, never by a poll's arrival. */
export const EpochStanding = z.enum([
  'unknown',
  'not-registered',
  'ahead',
  'due',
  'proving',
  'late',
  'published',
  'published-late',
  'missed',
])
export type EpochStanding = z.output<typeof EpochStanding>

export const IdentityRow = z.object({
  id: SmesherId,
  /** What a person gave it, else what its key file or its service is called. */
  name: z.string(),
  /** The second of these, where there is the first. */
  fileName: z.optional(z.string()),
  /** A person's own. */
  note: z.optional(z.string()),
  /** The node that hosts (or would host) the key; `null` when only PoST data or a service is known. */
  node: z.nullable(RigName),
  service: z.nullable(RigName),
  keyFiles: z.array(
    z.object({
      path: ShownPath,
      node: z.nullable(RigName),
      state: z.enum(['loadable', 'retired', 'defective', 'elsewhere']),
      defect: z.nullable(KeyDefect),
    }),
  ),
  dataFolder: z.nullable(ShownPath),
  /** The file system that holds the PoST data: the mount point, as a short name. */
  disk: z.nullable(z.string()),
  /** What a person knows that disk by: its volume's label, else its drive's model; absent where neither is told. */
  diskName: z.optional(z.string()),
  numUnits: z.nullable(z.number()),
  sizeBytes: z.nullable(Bytes),
  /** Which cell of the table, and what outranks it. `words` is the key of its name, sentence and action. */
  cell: z.object({ key: KeyFileSeen, post: PostStateSeen, operator: OperatorSeen, event: LastEvent }),
  overlay: z.nullable(z.enum(overlayKeys)),
  state: z.enum(stateKeys),
  tone: Tone,
  since: z.nullable(Instant),
  evidence: z.array(Evidence),
  progress: Progress,
  ban: Ban,
  life: z.object({ step: z.nullable(LifeStep), done: z.array(LifeStep) }),
  /** `node`: which told of its publication by an event of its own; absent where another one's answer named it. */
  lastAtx: z.nullable(z.object({ publishEpoch: Epoch, at: z.nullable(Instant), node: z.optional(RigName) })),
  /** Key of its clock in `clocks`: a network and a PoET timing; `null` while none is known. */
  clock: z.nullable(z.string()),
  /** The publish epoch that counts now and how it stands; the newest epochs before it, newest first. */
  standing: z.object({ epoch: z.nullable(Epoch), is: EpochStanding }),
  epochs: z.array(z.object({ epoch: Epoch, is: EpochStanding })),
  /** Epochs in which nothing was earned and that no person has marked as seen: how many, the first and the last; `null`: none. */
  unseenLoss: z.nullable(z.object({ epochs: z.number(), from: Epoch, to: Epoch })),
  /** The one act that helps most; `null` when nothing is to be done. */
  act: z.nullable(Act),
  /** Needs a person now. */
  attention: z.boolean(),
})
export type IdentityRow = z.output<typeof IdentityRow>

export const TimelineEntry = z.object({
  at: Instant,
  kind: NodeEventKind,
  failure: z.boolean(),
  /** The node's own help text. */
  help: z.string(),
  fields: z.record(z.string(), z.string()),
  node: RigName,
})
export type TimelineEntry = z.output<typeof TimelineEntry>
