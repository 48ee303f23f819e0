import { createPublicKey, verify } from 'node:crypto'
import { blake3 } from '@noble/hashes/blake3.js'
import { gatewayError, gatewayJson } from '../shared/gateway-json.ts'
import { protoJsonDuration } from '../shared/go-duration.ts'
import type { PoetBook } from './poet-book.ts'
import { leavesOf, openRound, type PoetClock, roundEnds } from './rounds.ts'

export interface Poet {
  readonly clock: PoetClock
  readonly book: PoetBook
  /** Null inside a standalone node, an object from the server (e2e/recordings/README.md, 14). */
  readonly certifier: { readonly url: string; readonly pubkey: string } | null
  readonly now: () => number
  /** Whether it is cut off from everybody, in a playground. */
  readonly isCut?: () => boolean
}

export interface Answer {
  readonly status: number
  readonly body: string
}

const ok = (value: unknown): Answer => ({ status: 200, body: gatewayJson(value) })

/** One request to the PoET's REST listener; `body` is parsed JSON, or an Error with Go's words when it is none. */
export function answerPoet(poet: Poet, { method, path, body }: { method: string; path: string; body: unknown }): Answer {
  const { clock, book } = poet
  if (path === '/v1/info')
    return ok({
      servicePubkey: book.publicKey,
      phaseShift: protoJsonDuration(clock.phaseShiftMs),
      cycleGap: protoJsonDuration(clock.cycleGapMs),
      certifier: poet.certifier,
    })
  if (path === '/v1/pow_params') return ok({ powParams: { difficulty: 0, challenge: book.powChallenge } })
  if (path.startsWith('/v1/proofs/')) return proof(poet, path.slice('/v1/proofs/'.length))
  if (path === '/v1/submit' && method === 'POST') return body instanceof Error ? gatewayError(3, body.message) : submit(poet, body)
  return gatewayError(5, 'Not Found')
}

function submit({ clock, book, now }: Poet, body: unknown): Answer {
  const { pubkey, challenge, prefix, signature, powParams } = (body ?? {}) as Record<string, unknown>
  const key = fromBase64(pubkey)
  if (key.length !== 32) return gatewayError(3, 'invalid public key')
  if (!signed(key, Buffer.concat([fromBase64(prefix), fromBase64(challenge)]), fromBase64(signature)))
    return gatewayError(3, 'invalid signature')
  const params = (powParams ?? {}) as Record<string, unknown>
  if (params.challenge !== book.powChallenge || Number(params.difficulty ?? 0) !== 0)
    return gatewayError(3, 'invalid proof of work parameters')
  const round = openRound(clock, now())
  const name = key.toString('base64')
  const known = book.members(round)[name]
  // source: a second, different challenge in the same round is a conflict; its code is a guess
  if (known !== undefined && known !== challenge) return gatewayError(3, 'conflicting registration')
  book.register(round, name, String(challenge))
  return ok({ roundId: String(round), roundEnd: protoJsonDuration(Math.max(0, roundEnds(clock, round) - now())) })
}

function proof({ clock, book, now }: Poet, id: string): Answer {
  const round = /^\d{1,9}$/.test(id) ? Number(id) : -1
  const members = Object.values(book.members(round))
  if (round < 0 || members.length === 0 || now() < roundEnds(clock, round)) return gatewayError(5, 'proof not found')
  const root = Buffer.from(blake3(Buffer.from(`${book.publicKey}/${round}/${members.join('/')}`))).toString('base64')
  const sorted = members.toSorted()
  return ok({
    proof: { proof: { root, provenLeaves: [], proofNodes: [] }, members: sorted, leaves: String(leavesOf(clock, round)) },
    pubkey: book.publicKey,
  })
}

const fromBase64 = (value: unknown): Buffer => (typeof value === 'string' ? Buffer.from(value, 'base64') : Buffer.alloc(0))

function signed(key: Buffer, message: Buffer, signature: Buffer): boolean {
  try {
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key])
    return verify(null, message, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature)
  } catch {
    return false
  }
}
