import * as z from 'zod/mini'
import { Epoch, Instant, Layer, RigName, SmesherId } from './basics.ts'

/** An amount in smidge, 10⁹ of which are one SMH: decimal digits, because uint64 is more than a number can count. */
export const Smidge = z
  .string()
  .check(z.regex(/^\d{1,20}$/))
  .brand<'Smidge'>()
export type Smidge = z.output<typeof Smidge>

/** An ATX as a node knows it. `id`: 64 lower-case hex characters; `coinbase`: an address, as the node writes it. */
export const AtxSeen = z.object({
  id: z.string(),
  smesher: SmesherId,
  publishEpoch: Epoch,
  coinbase: z.string(),
  numUnits: z.number(),
})
export type AtxSeen = z.output<typeof AtxSeen>

/** What an identity was paid for one layer, as a node knows it. There is one for a layer at most. */
export const RewardSeen = z.object({
  smesher: SmesherId,
  layer: Layer,
  /** With fees; `layerReward` is without them. */
  total: Smidge,
  layerReward: Smidge,
  coinbase: z.string(),
})
export type RewardSeen = z.output<typeof RewardSeen>

/** How far a question to a node came. Only `told` makes an empty list mean that there is nothing. */
export const EarnedAsked = z.enum(['no-node', 'no-address', 'too-old', 'version-unknown', 'not-served', 'waiting', 'no-answer', 'told'])
export type EarnedAsked = z.output<typeof EarnedAsked>

/** What the network knows of an identity's work and pay, by the word of one node. What was told once stays, with its time. */
export const Earned = z.object({
  /** The node that is asked, and its version as it says it. */
  node: z.nullable(RigName),
  version: z.nullable(z.string()),
  /** A node that is not in sync may not have heard of everything. */
  synced: z.boolean(),
  /** Newest first, one page each: epochs of the last hundred, the newest hundred payments. */
  atxs: z.object({ asked: EarnedAsked, at: z.nullable(Instant), list: z.array(AtxSeen) }),
  rewards: z.object({ asked: EarnedAsked, at: z.nullable(Instant), list: z.array(RewardSeen) }),
})
export type Earned = z.output<typeof Earned>

/** What all identities of the rig were paid, by the word of its nodes. */
export const EarnedByEpoch = z.object({
  /** Newest first, the newest few of each clock (`clocks`). */
  epochs: z.array(
    z.object({
      clock: z.string(),
      epoch: Epoch,
      total: Smidge,
      /** How many were paid. */
      identities: z.number(),
      /** There may be more: a node was not in sync, or told no more than its newest payments. */
      atLeast: z.boolean(),
    }),
  ),
  /** How many were told of, and when the first of these answers came; `null` while none has. */
  told: z.number(),
  at: z.nullable(Instant),
  /** Of whom nothing was ever told: why, how many, and by which node. */
  silent: z.array(z.object({ asked: EarnedAsked, node: z.nullable(RigName), version: z.nullable(z.string()), identities: z.number() })),
})
export type EarnedByEpoch = z.output<typeof EarnedByEpoch>
