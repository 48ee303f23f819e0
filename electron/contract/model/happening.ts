import * as z from 'zod/mini'
import { Epoch, Instant, RigName, SmesherId } from './basics.ts'
import { KeyFileSeen, PassSource } from './identity.ts'
import { LastEnd, NodeRow } from './rig.ts'
import { stateKeys } from './states.ts'

/** How far the proof of an epoch is: `done` by its service's own word, `taken` by its node's. */
export const ProofStep = z.enum(['began', 'done', 'taken', 'failed'])
export type ProofStep = z.output<typeof ProofStep>

const PassSeen = z.object({
  pass: z.nullable(z.number()),
  bytesPerSecond: z.nullable(z.number()),
  /** That were read for the proof so far, where its log tells. */
  bytes: z.optional(z.nullable(z.number())),
  source: z.optional(z.nullable(PassSource)),
})
export type PassSeen = z.output<typeof PassSeen>

/** Where a move comes to rest: its steps stand in its journal. */
export const MoveRest = z.enum(['moved', 'aborted', 'frozen', 'closed'])
export type MoveRest = z.output<typeof MoveRest>

const ofIdentity = { identity: SmesherId, name: z.string() }
const ofProgram = { kind: z.enum(['node', 'service']), name: RigName }
const ofMove = { batch: z.string(), name: z.string(), source: RigName, target: RigName }

/** What changed: a closed list, each with what belongs to it. Epochs are publish epochs; `seen`: the pass in which its proof was last seen at work, and the speed of that pass. */
export const What = z.discriminatedUnion('is', [
  z.object({ is: z.literal('state-changed'), ...ofIdentity, from: z.enum(stateKeys), to: z.enum(stateKeys) }),
  z.object({ is: z.literal('proof-progressed'), ...ofIdentity, epoch: Epoch, step: ProofStep, seen: z.optional(PassSeen) }),
  z.object({ is: z.literal('epoch-kept'), ...ofIdentity, epoch: Epoch, seen: z.optional(PassSeen) }),
  z.object({
    is: z.literal('epoch-lost'),
    ...ofIdentity,
    epoch: Epoch,
    as: z.enum(['missed', 'published-late']),
    seen: z.optional(PassSeen),
  }),
  z.object({ is: z.literal('ban-found'), ...ofIdentity }),
  /** How its key lies became another: twice, defective or gone, and what of that came to its end. */
  z.object({ is: z.literal('key-changed'), ...ofIdentity, from: KeyFileSeen, to: KeyFileSeen }),
  z.object({ is: z.literal('reach-changed'), node: RigName, to: NodeRow.shape.reach }),
  z.object({ is: z.literal('run-started'), ...ofProgram }),
  z.object({ is: z.literal('run-ended'), ...ofProgram, end: z.pick(LastEnd, { meaning: true, exit: true, signal: true, by: true }) }),
  z.object({ is: z.literal('batch-entered'), ...ofMove, state: MoveRest }),
  z.object({ is: z.literal('batch-confirmed'), ...ofMove }),
  /** Alerts could not be told where a person wants them; `name`: of the target, since it has one; `why`: a code of the system's, or the answer's status. */
  z.object({ is: z.literal('notice-failed'), name: z.optional(z.string()), host: z.string(), why: z.string() }),
  /** What happens could not be written down, or what was written down could not be read; `reference`: into the log. */
  z.object({ is: z.literal('history-failed'), how: z.enum(['not-kept', 'set-aside', 'newer']), reference: z.string() }),
])
export type What = z.output<typeof What>
export type WhatOf<Is extends What['is']> = Extract<What, { is: Is }>

/** Something that changed while it was looked at; told once, by whoever shows the rig. */
export const Happening = z.object({ key: z.string(), at: Instant, what: What })
export type Happening = z.output<typeof Happening>
