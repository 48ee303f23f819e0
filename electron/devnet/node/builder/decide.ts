import { epochAt, roundStart } from '../chain/epoch-clock.ts'
import type { BuilderFacts, Input, Phase, Step } from './builder-types.ts'
import { awaitRoundEnd, awaitWindow, buildChallenge, registered, retryRegistration } from './challenge-steps.ts'
import { proofDone, prove, proveWith, publish, retryProofFetch } from './proof-steps.ts'
import { discard, expire } from './step-parts.ts'

const zeros = new Uint8Array(32)
/** guess: how long the builder waits before it tries a failed proof again. */
const retryMs = 1000

/** The life of one identity: what its builder does when something happens (docs/protocol.md §7). Pure. */
export function decide(phase: Phase, input: Input, facts: BuilderFacts): Step {
  if (phase.kind === 'stopped') return { phase, effects: [] }
  switch (input.is) {
    case 'started':
      return start(facts)
    case 'synced':
      return phase.kind === 'waiting-for-sync' ? resume(facts) : { phase, effects: [] }
    case 'woken':
      return wake(phase, facts)
    case 'registered':
      return registered(input, facts)
    case 'registration-failed':
      return retryRegistration(phase, facts)
    case 'poet-proof':
      return proveWith(input.proof, facts)
    case 'poet-proof-missing':
      return retryProofFetch(facts)
    case 'proof-started':
      return { phase, effects: [{ do: 'event', event: { is: 'post-start', challenge: input.challenge } }] }
    case 'proof-done':
      return proofDone({ phase, proof: input.proof, challenge: input.challenge }, facts)
    case 'proof-failed':
      // PostStates stays PROVING on failures; the builder tries again (docs/protocol.md §4)
      return {
        phase,
        effects: [
          { do: 'event', event: { is: 'post-failure' } },
          { do: 'wake', at: facts.now + retryMs },
        ],
      }
    case 'smeshing-stopped':
      return stopSmeshing()
  }
}

function start(facts: BuilderFacts): Step {
  // decided before the node is in sync: without the proof and without a known ATX it proves, needed or not (docs/protocol.md §3)
  if (facts.post || facts.atx.previous) return facts.synced ? resume(facts) : { phase: { kind: 'waiting-for-sync' }, effects: [] }
  return {
    phase: { kind: 'initial-post' },
    effects: [
      { do: 'log', module: 'atxBuilder', message: 'creating initial post' },
      { do: 'state', state: 'PROVING' },
      { do: 'prove', challenge: zeros, askMetadata: false },
    ],
  }
}

/** Looks at the rows and goes on where they say: after a start, an ATX, or a challenge that came to nothing. */
export function resume(facts: BuilderFacts): Step {
  if (!facts.synced) return { phase: { kind: 'waiting-for-sync' }, effects: [] }
  const { challenge } = facts
  if (!challenge) return awaitWindow(facts)
  if (challenge.epoch < epochAt(facts.timing, facts.now)) return discard(facts, 'existing NiPoST challenge is stale, resetting state')
  if (facts.registrations.length === 0) {
    if (facts.now >= roundStart(facts.timing, challenge.epoch - 1)) return expire(facts)
    return { phase: { kind: 'registering' }, effects: [{ do: 'register', publish: challenge.epoch, challenge }] }
  }
  if (facts.nipost) return { phase: { kind: 'publishing' }, effects: [{ do: 'wake', at: facts.now }] }
  return challenge.poet ? prove(challenge, challenge.poet.ref) : awaitRoundEnd(challenge, facts)
}

function wake(phase: Phase, facts: BuilderFacts): Step {
  const { registrations } = facts
  switch (phase.kind) {
    case 'waiting-for-window':
      return facts.now >= phase.opensAt ? buildChallenge(phase.current + 1, facts) : { phase, effects: [{ do: 'wake', at: phase.opensAt }] }
    case 'waiting-for-round-end':
    case 'fetching-poet-proof':
      if (registrations.length === 0) return expire(facts)
      return { phase: { kind: 'fetching-poet-proof' }, effects: [{ do: 'fetch-poet-proof', registrations }] }
    case 'publishing':
      return publish(facts)
    case 'initial-post':
      return { phase, effects: [{ do: 'prove', challenge: zeros, askMetadata: false }] }
    case 'registering':
    case 'proving':
    case 'waiting-for-sync':
      return resume(facts)
    case 'off':
    case 'stopped':
      return { phase, effects: [] }
  }
}

/** Answers OK and ends the builder for good; PostStates keeps what it said last (e2e/recordings/README.md, 2). */
const stopSmeshing = (): Step => ({
  phase: { kind: 'stopped' },
  effects: [{ do: 'stop-proving' }, { do: 'log', module: 'atxBuilder', message: 'atx builder stopped' }],
})
