import { createHash, sign } from 'node:crypto'
import { privateKeyOf } from '../node/keys/key-text.ts'
import type { LoadedIdentity } from '../node/keys/load-identities.ts'
import { parseGoDuration } from '../shared/go-duration.ts'

/** What a PoET says of itself. */
export interface PoetInfo {
  readonly pubkey: string
  readonly phaseShiftMs: number | null
}

const deadlineMs = 5000

/** Asks `/v1/info`. Throws with Go's words when the PoET can't be reached. */
export async function poetInfo(address: string): Promise<PoetInfo> {
  const info = await call(address, '/v1/info')
  return { pubkey: textOf(info.servicePubkey), phaseShiftMs: parseGoDuration(textOf(info.phaseShift)) }
}

interface Submission {
  readonly address: string
  readonly identity: LoadedIdentity
  readonly genesisId: Uint8Array
  readonly challenge: Uint8Array
}

/** Registers a challenge in the open round. @returns round id and milliseconds to the round's end */
export async function submitChallenge({
  address,
  identity,
  genesisId,
  challenge,
}: Submission): Promise<{ roundId: string; endsInMs: number }> {
  const { powParams } = await call(address, '/v1/pow_params')
  const signature = sign(null, Buffer.concat([genesisId, challenge]), privateKeyOf(identity.seed))
  const answer = await call(address, '/v1/submit', {
    nonce: '0',
    powParams,
    prefix: base64(genesisId),
    challenge: base64(challenge),
    pubkey: base64(identity.id),
    signature: base64(signature),
  })
  return { roundId: textOf(answer.roundId), endsInMs: parseGoDuration(textOf(answer.roundEnd)) ?? 0 }
}

/** A round's proof: its reference, its leaves, and whether our challenge is among its members; null while there is none. */
export async function poetProof(address: string, roundId: string): Promise<{ ref: Uint8Array; leaves: number; members: string[] } | null> {
  const answer = await call(address, `/v1/proofs/${encodeURIComponent(roundId)}`).catch(() => null)
  const proof = answer?.proof as { proof?: { root?: string }; members?: string[]; leaves?: string } | undefined
  if (!proof?.proof?.root) return null
  // guess: the real reference is a hash over the whole proof
  const ref = createHash('sha256').update(`${proof.proof.root}/${roundId}`).digest()
  return { ref: new Uint8Array(ref), leaves: Number(proof.leaves ?? 0), members: proof.members ?? [] }
}

async function call(address: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const init = body ? { method: 'POST', body: JSON.stringify(body) } : {}
  let response: Response
  try {
    response = await fetch(address + path, { ...init, signal: AbortSignal.timeout(deadlineMs) })
  } catch {
    const { host } = new URL(address)
    throw new Error(`${body ? 'Post' : 'Get'} "${address}${path}": dial tcp ${host}: connect: connection refused`)
  }
  const value = (await response.json()) as Record<string, unknown>
  if (!response.ok) throw new Error(textOf(value.message) || `status ${response.status}`)
  return value
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
