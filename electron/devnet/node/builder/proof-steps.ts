import { epochStart, proofDeadline } from '../chain/epoch-clock.ts'
import type { ChallengeRow, InitialPost, NipostRow } from '../database/local-rows.ts'
import type { BuilderFacts, Effect, FetchedProof, FinishedProof, Phase, Step } from './builder-types.ts'
import { expire, log } from './step-parts.ts'

const retryMs = 1000
/** The finished proof lies in local.sql for a moment before the ATX is out (recorded: 50–300 ms). */
const publishMs = 60

/** The PoET has no proof yet: again until it would be of no use. */
export function retryProofFetch(facts: BuilderFacts): Step {
  const { challenge, now, timing } = facts
  if (!challenge || now > proofDeadline(timing, challenge.epoch)) return expire(facts)
  return { phase: { kind: 'fetching-poet-proof' }, effects: [{ do: 'wake', at: now + retryMs }] }
}

/** The best proof is here: its reference is what the PoST proof is made for. */
export function proveWith(proof: FetchedProof, facts: BuilderFacts): Step {
  const { challenge } = facts
  if (!challenge) return expire(facts)
  const { url, roundId, ticks } = proof
  const next = prove(challenge, proof.ref)
  return {
    phase: next.phase,
    effects: [
      { do: 'event', event: { is: 'proof-downloaded', url, roundId, ticks } },
      log('got poet proof', facts, 'nipostBuilder'),
      log('selected the best proof', facts, 'nipostBuilder'),
      { do: 'event', event: { is: 'best-proof', url, roundId, ticks } },
      { do: 'save-poet-proof', proof: { ref: proof.ref, membership: proof.membership } },
      ...next.effects,
    ],
  }
}

/** With the initial proof in the challenge the service is asked once more what data it holds (docs/protocol.md §4). */
export const prove = (challenge: ChallengeRow, ref: Uint8Array): Step => ({
  phase: { kind: 'proving' },
  effects: [
    { do: 'log', module: 'nipostBuilder', message: 'starting post execution', fields: { challenge: toBase64(ref) } },
    { do: 'state', state: 'PROVING' },
    { do: 'prove', challenge: ref, askMetadata: challenge.initial !== null },
  ],
})

/** The PoST proof is here: the initial one is kept, any other one goes into the ATX. */
export function proofDone(
  { phase, proof, challenge }: { phase: Phase; proof: FinishedProof; challenge: Uint8Array },
  facts: BuilderFacts,
): Step {
  const done: Effect[] = [
    { do: 'event', event: { is: 'post-complete', challenge } },
    { do: 'state', state: 'IDLE' },
  ]
  if (phase.kind === 'initial-post') {
    const post: InitialPost = { ...proof }
    const saved: Effect[] = [
      ...done,
      { do: 'save-post', post },
      { do: 'log', module: 'atxBuilder', message: 'created the initial post' },
      { do: 'again' },
    ]
    return { phase: { kind: 'waiting-for-sync' }, effects: saved }
  }
  const poet = facts.challenge?.poet
  if (!poet) return expire(facts)
  const nipost: NipostRow = { ...proof, poet }
  return {
    phase: { kind: 'publishing' },
    effects: [
      ...done,
      log('finished post execution', facts, 'nipostBuilder'),
      { do: 'save-nipost', nipost },
      { do: 'wake', at: facts.now + publishMs },
    ],
  }
}

/** Publishes in the publish epoch, and never later. */
export function publish(facts: BuilderFacts): Step {
  const { challenge, nipost, now, timing } = facts
  if (!challenge || !nipost || now >= epochStart(timing, challenge.epoch + 1)) return expire(facts)
  const opens = epochStart(timing, challenge.epoch)
  if (now < opens)
    return { phase: { kind: 'publishing' }, effects: [log('awaiting atx publication epoch', facts), { do: 'wake', at: opens }] }
  return {
    phase: { kind: 'waiting-for-sync' },
    effects: [log('broadcasting ATX', facts), { do: 'publish', challenge, nipost }, { do: 'again' }],
  }
}

const toBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
