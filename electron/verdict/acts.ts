import type { Act } from '../contract/model/act.ts'
import type { NodeRow, ServiceRow } from '../contract/model/rig.ts'

const open = (route: string): Act => ({ do: 'open', route })
const nodeRoute = (node: NodeRow | null): string => (node === null ? '#/nodes' : `#/nodes/${node.name}`)

/** Starts the service where that is open; else goes where it can be seen why not. */
export function startService(service: ServiceRow | null, node: NodeRow | null): Act {
  if (service === null) return open(nodeRoute(node))
  if (service.state === 'latched') return { do: 'read-log', kind: 'service', name: service.name }
  if (service.startClosed === null) return { do: 'start-service', name: service.name }
  return service.startClosed === 'no-program' ? { do: 'edit', kind: 'service', name: service.name } : open(nodeRoute(node))
}

export const readServiceLog = (service: ServiceRow | null, node: NodeRow | null): Act =>
  service === null ? open(nodeRoute(node)) : { do: 'read-log', kind: 'service', name: service.name }

export function restartService(service: ServiceRow | null, node: NodeRow | null): Act {
  if (service === null) return open(nodeRoute(node))
  return service.restartClosed === null ? { do: 'restart-service', name: service.name } : readServiceLog(service, node)
}

export function startNode(node: NodeRow): Act {
  if (node.slot?.startClosed === null) return { do: 'start-node', name: node.name }
  return node.slot?.startClosed === 'no-program' ? { do: 'edit', kind: 'node', name: node.name } : open(nodeRoute(node))
}

export const restartNode = (node: NodeRow | null): Act =>
  node?.slot != null && node.slot.restartClosed === null ? { do: 'restart-node', name: node.name } : open(nodeRoute(node))

export const lookAtNode = (node: NodeRow | null): Act => open(nodeRoute(node))
export const openMove = (batch: string): Act => open(`#/migrate/${batch}`)
export const openIdentity = (id: string): Act => open(`#/identities/${id}`)
export const editService = (service: ServiceRow): Act => ({ do: 'edit', kind: 'service', name: service.name })
export const editNode = (node: NodeRow): Act => ({ do: 'edit', kind: 'node', name: node.name })
