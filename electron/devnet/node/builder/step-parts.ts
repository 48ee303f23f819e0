import type { BuilderFacts, Effect, Step } from './builder-types.ts'

/** A line of the log that names the identity by its first three bytes. */
export const log = (message: string, facts: BuilderFacts, module: 'atxBuilder' | 'nipostBuilder' = 'atxBuilder'): Effect => ({
  do: 'log',
  module,
  message,
  fields: { smesherID: facts.shortId },
})

/** Throws the rows away and begins anew with the next epoch that can be reached. */
export const discard = (facts: BuilderFacts, message: string): Step => ({
  phase: { kind: 'waiting-for-sync' },
  effects: [log(message, facts), { do: 'state', state: 'IDLE' }, { do: 'clear-rows' }, { do: 'again' }],
})

export const expire = (facts: BuilderFacts): Step => discard(facts, 'retrying with new challenge after waiting for a layer')
