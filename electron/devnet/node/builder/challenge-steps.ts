import { epochAt, proofDeadline, roundEnd, roundStart } from '../chain/epoch-clock.ts'
import type { ChallengeRow } from '../database/local-rows.ts'
import type { BuilderFacts, Effect, Input, Phase, Step } from './builder-types.ts'
import { expire, log } from './step-parts.ts'

const zeros = new Uint8Array(32)
const retryMs = 1000

/** Waits for the next registration window, or is in it already. */
export function awaitWindow(facts: BuilderFacts): Step {
  const { now, timing, atx } = facts
  const known = Math.max(epochAt(timing, now), atx.previous?.publishEpoch ?? 0)
  const current = roundStart(timing, known) <= now ? known + 1 : known
  const opensAt = roundStart(timing, current) - timing.graceMs
  if (opensAt <= now) return buildChallenge(current + 1, facts)
  return {
    phase: { kind: 'waiting-for-window', current, opensAt },
    effects: [
      log('paused building NiPoST challenge. Waiting until closer to poet start to get a better posATX', facts),
      { do: 'event', event: { is: 'poet-wait-round', current, publish: current + 1, until: opensAt } },
      { do: 'wake', at: opensAt },
    ],
  }
}

/** The challenge of an epoch: what the last ATX was, on which one the next builds, and the first time the initial proof. */
export function buildChallenge(publish: number, facts: BuilderFacts): Step {
  const { previous, positioning } = facts.atx
  const challenge: ChallengeRow = {
    epoch: publish,
    sequence: previous ? previous.sequence + 1 : 0,
    previousAtx: previous?.id ?? zeros,
    positioningAtx: positioning,
    initial: previous ? null : facts.post,
    poet: null,
  }
  return {
    phase: { kind: 'registering' },
    effects: [
      log('building new NiPOST challenge', facts),
      { do: 'save-challenge', challenge },
      log('atx challenge is ready', facts),
      { do: 'register', publish, challenge },
    ],
  }
}

/** PoETs took the challenge: the rows say so, then the round is waited for. */
export function registered({ registrations }: Extract<Input, { is: 'registered' }>, facts: BuilderFacts): Step {
  const { challenge } = facts
  const saved = registrations.flatMap((registration): Effect[] => [
    log('challenge submitted to poet proving service', facts, 'nipostBuilder'),
    { do: 'save-registration', registration },
    { do: 'event', event: { is: 'registered', url: registration.address, roundId: registration.roundId } },
  ])
  if (!challenge) return { phase: { kind: 'waiting-for-sync' }, effects: [...saved, { do: 'again' }] }
  const next = awaitRoundEnd(challenge, facts)
  return { phase: next.phase, effects: [...saved, ...next.effects] }
}

/** No PoET took it: again until the round begins, then the epoch is lost. */
export function retryRegistration(phase: Phase, facts: BuilderFacts): Step {
  const { challenge, now, timing } = facts
  if (!challenge || now >= roundStart(timing, challenge.epoch - 1)) return expire(facts)
  return { phase, effects: [{ do: 'wake', at: now + retryMs }] }
}

/** Waits for the end of the PoET round, told at every start that finds the identity registered. */
export function awaitRoundEnd(challenge: ChallengeRow, facts: BuilderFacts): Step {
  const { now, timing } = facts
  if (now > proofDeadline(timing, challenge.epoch)) return expire(facts)
  const end = roundEnd(timing, challenge.epoch)
  const until = end + 0.0003 * timing.cycleGapMs
  return {
    phase: { kind: 'waiting-for-round-end', until },
    effects: [
      { do: 'event', event: { is: 'poet-wait-proof', publish: challenge.epoch, until: end } },
      log('waiting until poet round end', facts, 'nipostBuilder'),
      { do: 'wake', at: Math.max(now, until) },
    ],
  }
}
