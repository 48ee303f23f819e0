import * as z from 'zod/mini'
import { Epoch, Instant, RigName, SmesherId } from './basics.ts'
import { What } from './happening.ts'
import { NodeEventKind } from './node-event.ts'

/**
 * What an epoch came to. `not-seen`: nobody looked while it was decided; `unknown`: it was looked at, and could not be told;
 * `open`: it is not over.
 */
export const EpochOutcome = z.enum(['published', 'late', 'missed', 'not-registered', 'banned', 'not-seen', 'unknown', 'open'])
export type EpochOutcome = z.output<typeof EpochOutcome>

export const EpochCell = z.object({ epoch: Epoch, is: EpochOutcome })
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
})
export type ProofSeen = z.output<typeof ProofSeen>

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
