import * as z from 'zod/mini'
import { Check, Epoch, Instant, RigName, ShownPath, SmesherId } from './basics.ts'
import { forwardStates, frozenReasons, moveDoings, moveProblems, stepNames } from './move-lists.ts'

/** Four values; only `silent-proven` opens the short path (docs/protocol.md, proof of silence). */
export const SilenceVerdict = z.enum(['silent-proven', 'silent-claimed', 'active', 'unknown'])
export type SilenceVerdict = z.output<typeof SilenceVerdict>

/** States of one batch, in order; each is entered by a durable record after its effect was verified. */
export const MoveState = z.enum([...forwardStates, 'aborting', 'aborted', 'frozen', 'closed'])
export type MoveState = z.output<typeof MoveState>

/** A process that a move ends, or that stands in its way. */
export const MoveProcess = z.object({
  /** `other` only uses the folder, and is never ended. */
  what: z.enum(['node', 'service', 'other']),
  pid: z.number(),
  startedAt: z.nullable(Instant),
  /** The file that runs; empty when it can't be told. */
  executable: z.string(),
  /** The data folder that it uses. */
  folder: ShownPath,
  commandLine: z.string(),
})
export type MoveProcess = z.output<typeof MoveProcess>

export const PlanStep = z.object({
  id: z.enum(stepNames),
  values: z.record(z.string(), z.string()),
  /** Exact files that this step touches. */
  paths: z.array(ShownPath),
  expectedMs: z.number(),
  pointOfNoReturn: z.boolean(),
})
export type PlanStep = z.output<typeof PlanStep>

export const MovePlan = z.object({
  /** Hash over the frozen plan: 64 hex characters. */
  hash: z.string(),
  identity: SmesherId,
  identityName: z.string(),
  source: RigName,
  target: RigName,
  service: z.nullable(RigName),
  steps: z.array(PlanStep),
  undoable: z.array(z.string()),
  notUndoable: z.array(z.string()),
  /** The processes that are ended, and no others. */
  ends: z.optional(z.array(MoveProcess)),
  /** Others that stand still meanwhile, and for how long. */
  standstill: z.array(z.object({ identity: SmesherId, name: z.string(), expectedMs: z.number() })),
  /** What the user types: `<first 8 of the hash>:<number of keys>`. */
  consentWords: z.string(),
})
export type MovePlan = z.output<typeof MovePlan>

export const MoveScan = z.object({
  identity: SmesherId,
  source: RigName,
  target: RigName,
  sourceVerdict: SilenceVerdict,
  checks: z.array(Check),
  /** When a move costs nothing, by the clock: keys of the words and instants. */
  when: z.object({ now: z.string(), nextCalmFrom: z.nullable(Instant), nextCalmTo: z.nullable(Instant) }),
  /** Present when no check fails or is unknown. */
  plan: z.nullable(MovePlan),
})
export type MoveScan = z.output<typeof MoveScan>

export const StepEvidence = z.object({ state: MoveState, at: Instant, words: z.string(), values: z.record(z.string(), z.string()) })
export type StepEvidence = z.output<typeof StepEvidence>

export const KeyPlace = z.object({
  identity: SmesherId,
  name: z.string(),
  onSource: z.enum(['loadable', 'out-of-use', 'absent', 'unknown']),
  onTarget: z.enum(['loadable', 'out-of-use', 'absent', 'unknown']),
  loadableAt: z.array(RigName),
})
export type KeyPlace = z.output<typeof KeyPlace>

/** Ways out of a safety stop that a person chooses; each is written into the journal. */
export const Resolution = z.enum(['put-back', 'close', 'disarm'])
export type Resolution = z.output<typeof Resolution>
/** What is wrong with the memory of a move. */
export const LostWhy = z.enum([
  'plan-missing',
  'plan-damaged',
  /** A later version began it, with more identities than this one carries out. */
  'plan-of-many',
  'journal-missing',
  'journal-empty',
  'unreadable',
  /** Notes, a retired key or holds name a batch that the profile does not know. */
  'unknown-batch',
  /** A note about an identity can't be read, and no node here could load its key. */
  'note-damaged',
  /** Which slots moves hold can't be read: all count as held. */
  'holds-unreadable',
  /** Which moves there are can't be read. */
  'moves-unreadable',
])
export type LostWhy = z.output<typeof LostWhy>

/** A file that speaks of a move, or where its key lies now. */
export const LostTrace = z.object({
  is: z.enum(['left', 'lives', 'undone', 'note-damaged', 'retired-key', 'unfinished-key', 'loadable-key', 'batch-folder', 'holds']),
  node: z.nullable(RigName),
  path: ShownPath,
})
export type LostTrace = z.output<typeof LostTrace>

/**
 * A move whose memory in this profile is gone, damaged or changed: what is known of it comes from the nodes' folders and from what it
 * holds. Nothing of it goes on, and what it holds stays held.
 */
export const LostMove = z.object({
  /** Its batch, or another name where that is not known. */
  id: z.string(),
  why: LostWhy,
  /** The outside's own line. */
  detail: z.string(),
  identity: z.nullable(SmesherId),
  name: z.string(),
  from: z.nullable(RigName),
  to: z.nullable(RigName),
  found: z.array(LostTrace),
  /** Names of the nodes and services that stay held. */
  held: z.array(RigName),
  /** What stands for the words by which a person lets go of what it holds (`consent.ts`); `null`: it holds nothing to let go of. */
  letGoWords: z.nullable(z.string()),
  /** Why it may not be let go now: more than one node could load its key, or a folder can't be looked into. */
  letGoClosed: z.nullable(z.enum(['two-loadable', 'unread'])),
})
export type LostMove = z.output<typeof LostMove>
/** What is known, since the move, of whether it has worked: decided and journaled by the core, each node asked after the move. */
export const Confirmation = z.object({
  confirmed: z.boolean(),
  /** The first act signed from the target: who told of it, its publish epoch, its ATX. */
  act: z.nullable(z.object({ node: RigName, epoch: Epoch, atx: z.nullable(z.string()) })),
  /** Nodes that never had the key and know that ATX. */
  seenBy: z.array(RigName),
  ban: z.enum(['none', 'banned', 'unknown']),
  /** Nodes that answered about bans, and those of them that never had the key and know of none. */
  asked: z.array(RigName),
  witnesses: z.array(RigName),
  /** How many files a node would load were found. */
  loadable: z.number(),
  at: Instant,
})
export type Confirmation = z.output<typeof Confirmation>

export const BatchRow = z.object({
  batch: z.string(),
  identity: SmesherId,
  identityName: z.string(),
  source: RigName,
  target: RigName,
  state: MoveState,
  /** What it does or waits for now: key of the words. */
  doing: z.enum(moveDoings),
  values: z.record(z.string(), z.string()),
  /** Running, waiting for a person, or ended. */
  activity: z.enum(['running', 'needs-resume', 'needs-arming', 'frozen', 'ended']),
  progress: z.nullable(z.object({ from: Instant, until: Instant })),
  plan: MovePlan,
  keys: z.array(KeyPlace),
  lookedAt: z.nullable(Instant),
  evidence: z.array(StepEvidence),
  journal: z.array(z.object({ seq: z.number(), at: Instant, kind: z.string(), text: z.string() })),
  journalHead: z.string(),
  canAbort: z.boolean(),
  /** Ways out of its safety stop; empty when it is in none. */
  resolutions: z.array(Resolution),
  problem: z.nullable(z.object({ code: z.enum([...moveProblems, ...frozenReasons]), detail: z.string() })),
  /** What stands in the way: going on ends those that are a node's or a service's, the others have to be ended by hand. */
  inTheWay: z.optional(z.array(MoveProcess)),
  /** `null` or absent: not looked at since the move, or never moved. */
  confirmation: z.optional(z.nullable(Confirmation)),
})
export type BatchRow = z.output<typeof BatchRow>
