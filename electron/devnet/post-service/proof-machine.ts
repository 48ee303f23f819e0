/** A finished proof; the bytes mean nothing, devnet's node takes any. */
export interface Proof {
  readonly nonce: number
  readonly indices: Uint8Array
  readonly pow: bigint
}

/** Where a run through the data stands: nonces of the pass, and the end of what was read, in bytes. */
export interface Progress {
  readonly nonces: { readonly start: number; readonly end: number }
  readonly position: number
}

export type ProofState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly challenge: string; readonly progress: Progress }
  | { readonly kind: 'proved'; readonly challenge: string; readonly proof: Proof }
  | { readonly kind: 'failed'; readonly why: string }

/** What the service does with one GenProof request. `verify` leads to OK with the proof when `valid`, else to ERROR. */
export type Answer =
  | { readonly kind: 'started' }
  | { readonly kind: 'working' }
  | { readonly kind: 'verify'; readonly proof: Proof; readonly valid: boolean }
  | { readonly kind: 'error'; readonly why: string }

export const IDLE: ProofState = { kind: 'idle' }
const CHALLENGE = /^[0-9A-F]{64}$/

/**
 * One GenProof request with `challenge` (upper-case hex, as long as it came). A proof is checked against the challenge
 * that is asked for now, and asking empties the machine either way; an error stays until the process ends
 * (facts: spacemesh-protocol 5.6).
 */
export function ask(state: ProofState, challenge: string): { readonly state: ProofState; readonly answer: Answer } {
  switch (state.kind) {
    case 'idle': {
      if (!CHALLENGE.test(challenge)) return { state, answer: { kind: 'error', why: 'invalid challenge format' } }
      const progress = { nonces: { start: 0, end: 0 }, position: 0 }
      return { state: { kind: 'running', challenge, progress }, answer: { kind: 'started' } }
    }
    case 'running': {
      if (state.challenge === challenge) return { state, answer: { kind: 'working' } }
      const why = `proof generation is in progress for a different challenge (current: ${state.challenge}, requested: ${challenge})`
      return { state, answer: { kind: 'error', why } }
    }
    case 'proved':
      return { state: IDLE, answer: { kind: 'verify', proof: state.proof, valid: state.challenge === challenge } }
    case 'failed':
      return { state, answer: { kind: 'error', why: `proof generation failed: ${state.why}` } }
  }
}

/** Body of `GET /status` (facts: spacemesh-protocol 5.4). A failed proof looks like a finished one. */
export function statusBody(state: ProofState): string {
  switch (state.kind) {
    case 'idle':
      return '"Idle"'
    case 'running': {
      const { nonces, position } = state.progress
      return `{"Proving":{"nonces":{"start":${nonces.start},"end":${nonces.end}},"position":${position}}}`
    }
    case 'proved':
    case 'failed':
      return '"DoneProving"'
  }
}
