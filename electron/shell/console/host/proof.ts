import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Secret } from '../../../secret/index.ts'

/** What both sides mix into a proof (docs/security.md, letting a browser in): the page's origin and one fresh number of each side. */
export interface Meeting {
  readonly origin: string
  readonly pageNonce: string
  readonly hostNonce: string
}

/** Who proves; `key` makes the key that outlives a one-time code. */
export type Role = 'host' | 'page' | 'key'

const mac = (secret: Secret, message: string): string => createHmac('sha256', secret.reveal()).update(message).digest('hex')

/** HMAC-SHA-256 over role and meeting, 64 hex characters; the page's half is renderer/bridge/proof.ts. */
export const prove = (secret: Secret, role: Role, { origin, pageNonce, hostNonce }: Meeting): string =>
  mac(secret, `smeshdesk ${role} 1\n${origin}\n${pageNonce}\n${hostNonce}`)

/** A name under which a key is found again; says nothing about the key. */
export const nameOfKey = (key: Secret): string => mac(key, 'smeshdesk key name 1').slice(0, 32)

/** Equality that takes the same time whatever differs. */
export const sameProof = (expected: string, given: string): boolean => {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
