import * as z from 'zod/mini'
import { Epoch, Instant, Layer, RigName, SmesherId } from './basics.ts'
import { Smidge } from './earned.ts'
import { What } from './happening.ts'
import { PassSource } from './identity.ts'
import { NodeEventKind } from './node-event.ts'

/**
 * What an epoch came to. `not-seen`: nobody looked while it was decided; `unknown`: it was looked at, and could not be told;
 * `open`: it is not over; `forgotten`: it was kept, or may have been, until there was too much.
 */
export const EpochOutcome = z.enum(['published', 'late', 'missed', 'not-registered', 'banned', 'not-seen', 'unknown', 'forgotten', 'open'])
export type EpochOutcome = z.output<typeof EpochOutcome>

/** `total`: in smidge, in digits. */
export const Paid = z.object({ layers: z.number(), total: z.string() })
export type Paid = z.output<typeof Paid>

/** `paid`: for its layers, as far as that was told. */
export const EpochCell = z.object({ epoch: Epoch, is: EpochOutcome, paid: z.optional(Paid) })
export type EpochCell = z.output<typeof EpochCell>

/** The epochs of one identity, oldest first, without a hole. */
export const EpochLine = z.object({ id: SmesherId, cells: z.array(EpochCell) })
export type EpochLine = z.output<typeof EpochLine>

/** A proof as it was seen to be made; `null`: not seen, or not known. */
export const ProofSeen = z.object({
  epoch: Epoch,
  began: z.nullable(Instant),
  ended: z.nullable(Instant),
  how: z.nullable(z.enum(['done', 'taken', 'failed', 'published'])),
  passes: z.nullable(z.number()),
  /** Of its last pass. */
  bytesPerSecond: z.nullable(z.number()),
  /** That were read for it, over all its passes, where each was read to a known end. */
  bytes: z.nullable(z.number()),
  source: z.nullable(PassSource),
})
export type ProofSeen = z.output<typeof ProofSeen>

/** An ATX that was seen; `null`: not told. `at`: when it was published. */
export const KeptAtx = z.object({
  id: z.string(),
  epoch: Epoch,
  at: z.nullable(Instant),
  node: z.nullable(RigName),
  numUnits: z.nullable(z.number()),
  coinbase: z.nullable(z.string()),
})
export type KeptAtx = z.output<typeof KeptAtx>

/** What was paid for one layer, by the word of a node. */
export const KeptReward = z.object({ layer: Layer, total: Smidge, coinbase: z.nullable(z.string()), node: z.nullable(RigName) })
export type KeptReward = z.output<typeof KeptReward>

/** What is kept of one identity's work and pay: the newest of each, all that it was paid, and up to where it is kept no longer. */
export const KeptEarned = z.object({
  atxs: z.array(KeptAtx),
  rewards: z.array(KeptReward),
  paid: Paid,
  forgotten: z.object({ epoch: z.nullable(Epoch), layer: z.nullable(Layer) }),
})
export type KeptEarned = z.output<typeof KeptEarned>

/** All that is kept of one epoch of one identity; `paid`: `null` where nothing was told of it. */
export const EpochKept = z.object({
  epoch: Epoch,
  is: EpochOutcome,
  atxs: z.array(KeptAtx),
  proof: z.nullable(ProofSeen),
  paid: z.nullable(Paid),
})
export type EpochKept = z.output<typeof EpochKept>

/** Why nobody looked: closed, ended hard, the computer stood still, the node could not be followed, what was seen could not be written. */
export const GapCause = z.enum(['closed', 'killed', 'stood-still', 'not-followed', 'not-kept'])
export type GapCause = z.output<typeof GapCause>

/** A time in which nobody looked: at nothing at all, or at one node. `until`: `null` while it lasts. */
export const LookGap = z.object({ node: z.nullable(RigName), cause: GapCause, since: Instant, until: z.nullable(Instant) })
export type LookGap = z.output<typeof LookGap>

/** What a node told by an event; `help` is its own text. */
export const NodeTold = z.object({
  is: z.literal('node-event'),
  node: RigName,
  event: NodeEventKind,
  identity: z.nullable(SmesherId),
  failure: z.boolean(),
  help: z.string(),
  fields: z.record(z.string(), z.string()),
})
export type NodeTold = z.output<typeof NodeTold>

/** Something that is remembered. */
export const Remembered = z.object({ key: z.string(), at: Instant, what: z.union([What, NodeTold]) })
export type Remembered = z.output<typeof Remembered>

/** Kinds of what is remembered. */
export const RememberedKind = z.union([z.literal('node-event'), ...What.def.options.map(({ shape }) => shape.is)])
export type RememberedKind = z.output<typeof RememberedKind>
