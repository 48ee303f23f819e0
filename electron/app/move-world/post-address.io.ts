import { type DialPlace, dialPlace } from '../../net/index.ts'
import { loadNodeConfig, type NodeConfig } from '../../nodes/index.ts'
import type { NodeSettings } from '../../settings/index.ts'

/** What a service dials for a node's explicit post listener; `null`: the config names none, so it is another one at each start. */
export const dialOf = ({ listeners }: NodeConfig, { addresses }: NodeSettings): DialPlace | null =>
  listeners.post === null ? null : dialPlace(listeners.post, addresses.post)

/** The address that a service is given for a node; `null` when there is none that would hold. */
export async function postAddressOf(node: NodeSettings, startedIn: string): Promise<string | null> {
  const place = dialOf(await loadNodeConfig(node.arguments, startedIn), node)
  if (place === null) return node.addresses.post
  return 'address' in place ? place.address : null
}
