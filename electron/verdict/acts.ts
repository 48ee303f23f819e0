import type { Act } from '../contract/model/act.ts'
import type { NodeRow } from '../contract/model/rig.ts'
import type { ServiceGround } from './rig-facts.ts'

type NodeGround = Pick<NodeRow, 'name' | 'slot'>

const open = (route: string): Act => ({ do: 'open', route })
const nodeRoute = (node: NodeGround | null): string => (node === null ? '#/nodes' : `#/nodes/${node.name}`)

/** Starts the service where that is open; else goes where it can be seen why not. */
export function startService(service: ServiceGround | null, node: NodeGround | null): Act {
  if (service === null) return open(nodeRoute(node))
  if (service.slot.state === 'latched') return { do: 'read-log', kind: 'service', name: service.name }
  if (service.slot.startClosed === null) return { do: 'start-service', name: service.name }
  return service.slot.startClosed === 'no-program' ? { do: 'edit', kind: 'service', name: service.name } : open(nodeRoute(node))
}

/** The log of what runs on another machine lies there. */
const isAway = (one: NodeGround | ServiceGround): boolean => one.slot?.startClosed === 'not-here'

export const readServiceLog = (service: ServiceGround | null, node: NodeGround | null): Act =>
  service === null || isAway(service) ? open(nodeRoute(node)) : { do: 'read-log', kind: 'service', name: service.name }

export function restartService(service: ServiceGround | null, node: NodeGround | null): Act {
  if (service === null) return open(nodeRoute(node))
  return service.slot.restartClosed === null ? { do: 'restart-service', name: service.name } : readServiceLog(service, node)
}

export function startNode(node: NodeGround): Act {
  if (node.slot?.startClosed === null) return { do: 'start-node', name: node.name }
  return node.slot?.startClosed === 'no-program' ? { do: 'edit', kind: 'node', name: node.name } : open(nodeRoute(node))
}

export const restartNode = (node: NodeGround | null): Act =>
  node?.slot != null && node.slot.restartClosed === null ? { do: 'restart-node', name: node.name } : open(nodeRoute(node))

export const readNodeLog = (node: NodeGround): Act =>
  isAway(node) ? open(nodeRoute(node)) : { do: 'read-log', kind: 'node', name: node.name }
export const openNode = (name: string): Act => open(`#/nodes/${name}`)
export const lookAtNode = (node: NodeGround | null): Act => open(nodeRoute(node))
export const openMove = (batch: string): Act => open(`#/migrate/${batch}`)
export const openKeys: Act = open('#/keys')
export const openIdentity = (id: string): Act => open(`#/identities/${id}`)
export const editService = (service: ServiceGround): Act => ({ do: 'edit', kind: 'service', name: service.name })
export const editNode = (node: NodeGround): Act => ({ do: 'edit', kind: 'node', name: node.name })
