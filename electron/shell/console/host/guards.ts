import { answerHeaders, isOwnHost, isOwnOrigin, type PublicOrigin } from '../../policy/index.ts'
import { sameProof } from './proof.ts'

/** Each measure that keeps strangers out, as one function, so that a probe can show what happens without it (e2e/security). */
export interface Guards {
  /** DNS rebinding: the name under which we were asked is ours. */
  readonly host: (host: string | undefined) => boolean
  /** Cross-site and foreign-port pages: the socket's page came from this very host. */
  readonly origin: (origin: string | undefined, host: string | undefined) => boolean
  /** Everybody without the secret. */
  readonly proof: (expected: string, given: string) => boolean
  /** Framing, foreign embedding, injected scripts. */
  readonly headers: Readonly<Record<string, string>>
}

export const strictGuards = (publicOrigin: PublicOrigin): Guards => ({
  host: (host) => isOwnHost(host, publicOrigin),
  origin: (origin, host) => isOwnOrigin(origin, host, publicOrigin),
  proof: sameProof,
  headers: answerHeaders,
})
