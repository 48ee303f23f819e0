import type { Instant } from '../contract/model/basics.ts'
import type { ServiceRow } from '../contract/model/rig.ts'
import { parseAddress, parseListener, reaches } from '../net/index.ts'
import type { LogProofs, ServiceLife } from '../post/index.ts'
import type { NodeSettings } from '../settings/index.ts'
import type { OperatorSaid } from './around.ts'

/** What the log of our own run says of its connection. */
export interface ConnectionSeen {
  readonly life: ServiceLife
  /** Since when it stands, or fails. */
  readonly since: number | null
  /** The last refusal or failure, as the service printed it. */
  readonly detail: string
  readonly proofs?: LogProofs
}

export interface WrongListener {
  readonly kind: 'private' | 'public' | 'json'
  readonly node: string
  readonly dials: string
  /** The one it should dial, where it is known. */
  readonly post: string | null
}

/** A service that the node takes again reconnects within 5 s; this often in a row is no hiccup. */
export const refusalsUntilTold = 3

/** Whether an address leads to a listener, as seen from this computer. */
function isSamePlace(address: string, listener: string): boolean {
  const [asked, there] = [parseAddress(address), parseListener(listener)]
  return asked !== null && there !== null && reaches(there, asked) === 'yes'
}

const withoutScheme = (address: string): string => address.replace(/^https?:\/\//, '').replace(/\/.*$/, '')

/** The listener without PoST service that a service dials, by the addresses in the settings; its own node's first. */
export function wrongListener(
  address: string | null,
  own: string | null,
  nodes: readonly Pick<NodeSettings, 'name' | 'addresses'>[],
): WrongListener | null {
  const dials = address === null ? '' : withoutScheme(address)
  const leadsTo = (listener: string | null | undefined): boolean => listener != null && isSamePlace(dials, listener)
  if (nodes.some(({ addresses }) => leadsTo(addresses.post))) return null
  for (const { name, addresses } of [...nodes].sort((left, right) => Number(right.name === own) - Number(left.name === own))) {
    const kind = (['private', 'public', 'json'] as const).find((one) => leadsTo(addresses[one]))
    if (kind !== undefined) return { kind, node: name, dials, post: addresses.post }
  }
  return null
}

/** The node's answer where no PoST service listens. */
export const saysNoPostService = (detail: string): boolean => /Unimplemented|unknown service/i.test(detail)

type Connection = ServiceRow['connection']
const instant = (at: number | null): Instant | null => at as Instant | null

/** Whether its node took it. Of a run that is not ours only its work tells: it is at a proof because a node asked it for one. */
export function connectionOf(seen: ConnectionSeen | null, said: OperatorSaid | null, wrong: WrongListener | null): Connection {
  const dials = wrong?.post ?? null
  if (seen === null) {
    const asked = said?.status === 'proving'
    return { state: asked ? 'connected' : 'unknown', since: null, reason: null, dials: asked ? null : dials }
  }
  const { connection, disconnect } = seen.life
  if (connection === 'registered') return { state: 'connected', since: instant(seen.since), reason: null, dials: null }
  if (connection !== 'disconnected' && connection !== 'node-unreachable') return { state: 'unknown', since: null, reason: null, dials }
  const noService = wrong !== null || saysNoPostService(seen.detail)
  const reason = noService ? 'wrong-listener' : connection === 'node-unreachable' ? 'node-unreachable' : (disconnect ?? 'other')
  return { state: 'not-connected', since: instant(seen.since), reason, dials }
}
