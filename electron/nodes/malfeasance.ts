import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { Ban } from '../contract/model/identity.ts'
import type { Answer } from '../net/index.ts'
import { smesherOf } from './hex-id.ts'

/** A proof that an identity is banned, as one node knows it. */
export interface BanProof {
  readonly id: SmesherId
  readonly kind: string
}

const legacyKinds = ['unspecified', 'double-atx', 'multiple-ballots', 'hare', 'invalid-post', 'invalid-previous-atx'] as const
const domains = ['legacy', 'activation', 'ballot', 'hare'] as const

const kindName = (domain: number, type: number): string =>
  domain === 0 ? (legacyKinds[type] ?? `type-${type}`) : `${domains[domain] ?? `domain-${domain}`}-${type}`

interface WireProof {
  readonly smesher: Uint8Array
  readonly domain: number
  readonly type: number
}

/** Of an answer with a part that makes no sense nothing is believed. */
export const all = <T>(found: readonly (T | null)[]): readonly T[] | null => {
  const whole = found.filter((one) => one !== null)
  return whole.length === found.length ? whole : null
}

/** Reads v2alpha1 MalfeasanceService.List; `null` when a proof names nobody. */
export const parseBanList = (proofs: readonly WireProof[]): readonly BanProof[] | null =>
  all(
    proofs.map(({ smesher, domain, type }) => {
      const id = smesherOf(smesher)
      return id === null ? null : { id, kind: kindName(domain, type) }
    }),
  )

interface WireQueryProof {
  readonly smesherId: { readonly id: Uint8Array } | undefined
  readonly kind: number
}

/**
 * Reads v1 MeshService.MalfeasanceQuery: an honest identity is answered with a proof that is there and empty
 * (docs/protocol.md §8). `undefined`: no ban known; `null`: the answer makes no sense.
 */
export function parseBanQuery(proof: WireQueryProof | undefined, asked: SmesherId): BanProof | undefined | null {
  const named = proof?.smesherId?.id
  if (proof === undefined || named === undefined || named.length === 0) return proof === undefined || proof.kind === 0 ? undefined : null
  return smesherOf(named) === asked ? { id: asked, kind: kindName(0, proof.kind) } : null
}

/** What one node said when it was asked for some identities by id. */
export interface BanAnswer {
  readonly node: RigName
  readonly at: number
  readonly asked: readonly SmesherId[]
  /** `null`: it could not tell (silent, too old, nonsense). */
  readonly proofs: readonly BanProof[] | null
  readonly why: string
}

export const neverAsked: Ban = { state: 'not-asked', at: null, askedAt: [], silent: [], kind: null }

/**
 * What is known of one identity's ban. One proof from any node is enough and stays for good; "not proven" needs a node that
 * was asked and answered; nodes that could not answer are named, never counted as honest.
 */
export function foldBan(before: Ban, answer: BanAnswer, id: SmesherId): Ban {
  if (!answer.asked.includes(id)) return before
  const others = (names: readonly RigName[]): RigName[] => names.filter((name) => name !== answer.node)
  if (answer.proofs === null) {
    const silent = [...others(before.silent), answer.node].sort()
    return { ...before, silent, state: before.state === 'not-asked' ? 'asked' : before.state }
  }
  const proof = answer.proofs.find((found) => found.id === id)
  const askedAt = [...others(before.askedAt), answer.node].sort()
  const silent = others(before.silent)
  const at = answer.at as NonNullable<Ban['at']>
  if (before.state === 'banned') return { ...before, at, askedAt, silent }
  return { state: proof === undefined ? 'not-proven' : 'banned', at, askedAt, silent, kind: proof?.kind ?? null }
}

/** Why an answer is none, in a few words for the evidence line. */
export const whyNoBanAnswer = (answer: Exclude<Answer<unknown>, { kind: 'answer' }>): string =>
  'detail' in answer ? `${answer.kind}: ${answer.detail}` : answer.kind
