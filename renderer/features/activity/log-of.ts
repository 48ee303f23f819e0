import type { Alert } from '../../../electron/contract/model/rig.ts'
import type { State } from '../../../electron/contract/state.ts'

/** A program whose log can be read. */
export interface LogName {
  readonly kind: 'node' | 'service'
  readonly name: string
}

/** As it stands in an address; text, so that it stays the same while rows change. */
export const pathOf = ({ kind, name }: LogName): string => `${kind}/${name}`
export const logAt = (path: string): LogName => {
  const [kind, name = ''] = path.split('/')
  return { kind: kind === 'node' ? 'node' : 'service', name }
}

/** The log that explains an alert: what its act names, its node, else the service, else the node of the first identity that it is about. */
export const logOf = (alert: Alert, { nodes, services, identities }: Pick<State, 'nodes' | 'services' | 'identities'>): LogName | null => {
  const { act, route } = alert
  if (act?.do === 'read-log') return { kind: act.kind, name: act.name }
  const node = /^#\/nodes\/([^/]+)$/.exec(route ?? '')?.[1]
  if (node !== undefined && Object.hasOwn(nodes, node)) return { kind: 'node', name: node }
  const identity = alert.identities.flatMap((id) => identities[id] ?? [])[0]
  if (identity === undefined) return null
  if (identity.service !== null && Object.hasOwn(services, identity.service)) return { kind: 'service', name: identity.service }
  return identity.node !== null && Object.hasOwn(nodes, identity.node) ? { kind: 'node', name: identity.node } : null
}
