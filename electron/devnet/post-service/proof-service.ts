import { expectedSizes, listDataFiles } from './data-files.ts'
import type { Log } from './log.ts'
import type { Metadata } from './metadata.ts'
import type { Pace } from './pace.ts'
import { ask, IDLE, type Progress, type Proof, type ProofState, statusBody } from './proof-machine.ts'
import { prove } from './proving.ts'
import type { Settings } from './settings.ts'

export type GenProofOutcome = { readonly kind: 'working' } | { readonly kind: 'error' } | { readonly kind: 'proof'; readonly proof: Proof }

interface Parts {
  readonly metadata: Metadata
  readonly settings: Settings
  readonly pace: Pace
  readonly log: Log
  readonly signal: AbortSignal
}

/** A data file missing before the last shifts everything behind it; the proof then fails its own check (facts: spacemesh-protocol 3). */
function dataIsWhole(metadata: Metadata, dir: string): boolean {
  const sizes = expectedSizes(metadata)
  const files = listDataFiles(dir)
  return files.length === sizes.length && files.every((file, index) => file.size === sizes[index])
}

/** The service around the proof machine; the proof itself is worked on in the background until `signal`. */
export class ProofService {
  readonly metadata: Metadata
  readonly #parts: Parts
  #state: ProofState = IDLE

  constructor(parts: Parts) {
    this.metadata = parts.metadata
    this.#parts = parts
  }

  /** Body of `GET /status`. */
  status(): string {
    return statusBody(this.#state)
  }

  /** Answers one GenProof request; a proof that is asked for is checked first. */
  async genProof(bytes: Uint8Array): Promise<GenProofOutcome> {
    const challenge = Buffer.from(bytes).toString('hex').toUpperCase()
    const { state, answer } = ask(this.#state, challenge)
    // Until a proof is checked the service still shows it as done; only then it is idle again.
    if (answer.kind !== 'verify') this.#state = state
    switch (answer.kind) {
      case 'started':
        this.#parts.log('INFO', 'post_service::service', `starting proof generation for challenge ${challenge}`)
        void this.#work(challenge)
        return { kind: 'working' }
      case 'working':
        return { kind: 'working' }
      case 'error':
        this.#parts.log('ERROR', 'post_service::client', `failed to generate proof: ${answer.why}`)
        return { kind: 'error' }
      case 'verify': {
        const outcome = await this.#verify(answer.proof, answer.valid)
        this.#state = state
        return outcome
      }
    }
  }

  async #work(challenge: string): Promise<void> {
    const { signal } = this.#parts
    try {
      const report = (progress: Progress) => {
        this.#state = { kind: 'running', challenge, progress }
      }
      const proof = await prove({ ...this.#parts, challenge, report })
      this.#state = { kind: 'proved', challenge, proof }
    } catch (error) {
      if (!signal.aborted) this.#state = { kind: 'failed', why: error instanceof Error ? error.message : String(error) }
    }
  }

  async #verify(proof: Proof, valid: boolean): Promise<GenProofOutcome> {
    const { log, pace, signal, settings } = this.#parts
    log('INFO', 'post_service::service', 'proof generation is finished')
    log('INFO', 'post_service::client', 'proof generation finished')
    log('INFO', 'post_service::client', 'verifying proof')
    await pace.time.sleep(pace.verifyMs, signal)
    const took = `(verification took: ${(pace.verifyMs / 1000).toFixed(9)}s)`
    if (!valid || !dataIsWhole(this.metadata, settings.dir)) {
      log('ERROR', 'post_service::client', `failed proof verification: verifying proof ${took}`)
      return { kind: 'error' }
    }
    log('INFO', 'post_service::client', `proof is valid ${took}`)
    return { kind: 'proof', proof }
  }
}
