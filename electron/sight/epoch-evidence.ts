import type { Epoch } from '../contract/model/basics.ts'
import { type NodeEvent, publishEpochOf } from '../nodes/index.ts'
import { type EpochSpan, epochsIn, keepNewest } from '../time/index.ts'
import { isInitial } from './life-cycle.ts'

interface SeenAtx {
  /** By its event; `null` where only the network knows of it. */
  readonly at: number | null
  /** When we first heard of it. */
  readonly seenAt: number
}

/** What was seen of an identity's epochs, as facts: no clock takes part in it. Epochs are publish epochs. Changed in place. */
export interface EpochEvidence {
  /** Epochs whose PoET round it was seen to be in. */
  readonly registered: Set<Epoch>
  readonly atxs: Map<Epoch, SeenAtx>
  /** Epochs that its node said to wait for, with the first time it did. */
  readonly waits: Map<Epoch, number>
  /** Epochs without an ATX by the network, as of when; told by its own node, or by one that is synced. */
  readonly absent: Map<Epoch, number>
  /** When its very first proof was asked for, before any round (docs/protocol.md §5). */
  initialAt: number | null
  /** Last time its node wanted a proof. */
  wantedAt: number | null
}

export const newEpochEvidence = (): EpochEvidence => ({
  registered: new Set(),
  atxs: new Map(),
  waits: new Map(),
  absent: new Map(),
  initialAt: null,
  wantedAt: null,
})

const epochsKept = 16

function forgetOldest({ registered, atxs, waits, absent }: EpochEvidence): void {
  for (const kept of [registered, atxs, waits, absent]) keepNewest(kept, epochsKept)
}

function takeEvent(evidence: EpochEvidence, event: NodeEvent, at: number): boolean {
  const publish = publishEpochOf(event)
  if (event.kind === 'post-start') evidence.initialAt = isInitial(event) ? event.at : null
  if (publish === null) return event.kind === 'post-start'
  if (event.kind === 'wait-round-end') evidence.registered.add(publish)
  else if (event.kind === 'wait-registration') evidence.waits.set(publish, Math.min(event.at, evidence.waits.get(publish) ?? event.at))
  else if (event.kind === 'atx-published') evidence.atxs.set(publish, { at: event.at, seenAt: evidence.atxs.get(publish)?.seenAt ?? at })
  else return false
  return true
}

/** Takes one event of the identity. */
export function seeEpochEvent(evidence: EpochEvidence, event: NodeEvent, at: number): void {
  if (takeEvent(evidence, event, at)) forgetOldest(evidence)
}

interface NetworkSaid extends EpochSpan {
  readonly at: number
  /** Whether an epoch that it leaves out has none: not every node has heard of all ATXs. */
  readonly complete: boolean
}

/** Takes which ATXs a node knows of it in a range of epochs. */
export function seeEpochAtxs(evidence: EpochEvidence, epochs: readonly Epoch[], { from, to, at, complete }: NetworkSaid): void {
  for (const epoch of epochs) if (!evidence.atxs.has(epoch)) evidence.atxs.set(epoch, { at: null, seenAt: at })
  if (complete) for (const epoch of epochsIn({ from, to })) if (!epochs.includes(epoch)) evidence.absent.set(epoch, at)
  forgetOldest(evidence)
}
