import * as z from 'zod/mini'
import { Check, Instant, RigName, ShownPath, SmesherId } from './basics.ts'

/** Four values; only `silent-proven` opens the short path (docs/protocol.md, proof of silence). */
export const SilenceVerdict = z.enum(['silent-proven', 'silent-claimed', 'active', 'unknown'])
export type SilenceVerdict = z.output<typeof SilenceVerdict>

/** States of one batch, in order; each is entered by a durable record after its effect was verified. */
export const MoveState = z.enum([
  'planned',
  'source-stopped',
  'source-retired',
  'settled',
  'target-stopped',
  'rows-staged',
  'key-copied',
  'verified',
  'armed',
  'target-started',
  'moved',
  'aborting',
  'aborted',
  'frozen',
])
export type MoveState = z.output<typeof MoveState>

export const PlanStep = z.object({
  id: z.string(),
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

/** What is known, since the move, of whether it has worked: decided and journaled by the core, each node asked after the move. */
export const Confirmation = z.object({
  confirmed: z.boolean(),
  /** The first act signed from the target: who told of it, its publish epoch, its ATX. */
  act: z.nullable(z.object({ node: RigName, epoch: z.number(), atx: z.nullable(z.string()) })),
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
  doing: z.string(),
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
  problem: z.nullable(z.object({ code: z.string(), detail: z.string() })),
  /** `null` or absent: not looked at since the move, or never moved. */
  confirmation: z.optional(z.nullable(Confirmation)),
})
export type BatchRow = z.output<typeof BatchRow>
