import { resolve } from 'node:path'
import { programLine } from '../arguments/index.ts'
import { loadNodeConfig } from '../nodes/index.ts'
import { isServiceLine, nodeLine, nodePathFlags, servicePathFlags, withPaths } from './argv-roles.ts'
import { type Container, outsideOf } from './containers.ts'
import type { DraftDeps } from './entry-maker.io.ts'
import { ground, type NodeFind, type ServiceFind } from './finds.ts'
import { idleNode, idleService } from './starts.io.ts'

export const containerGround = ({ name, restarts }: Container) => ground('container', name, restarts)

/** Stands for what lies in the container alone: nothing is ever found there. */
const alone = '/dev/null/in-container'
const outside = (container: Container, path: string): string => outsideOf(container, resolve(container.folder, path)) ?? alone

const reachedIn = ({ ownNetwork, ports }: Container, address: string | null): string | null => {
  const port = Number(address?.slice(address.lastIndexOf(':') + 1))
  return ownNetwork ? address : (ports.find(({ inside }) => inside === port)?.address ?? null)
}

const sourceOf = ({ folder }: Container, args: readonly string[]) => ({
  args,
  program: null,
  dataFolder: null,
  standing: { folder, home: alone },
  notes: ['in-container' as const],
})

/** What Smeshdesk could start is not in a container; a folder that lies there alone can't be told from here. */
function contained<One extends NodeFind | ServiceFind>(find: One, { id, ownNetwork }: Container): One {
  const inside = find.folder?.startsWith(alone) === true
  const draft = { ...find.draft, arguments: [], program: null, ...(inside ? { name: '', dataFolder: null } : {}) }
  return { ...find, draft, network: ownNetwork ? null : `container ${id}`, ...(inside ? { folder: null, look: null } : {}) }
}

async function nodeIn(container: Container, args: readonly string[], deps: DraftDeps): Promise<NodeFind> {
  const paths = withPaths(args, nodePathFlags, (path) => outside(container, path))
  const { dataFolder, folderByFlag } = await loadNodeConfig(paths, '/')
  const whole = folderByFlag || dataFolder === null ? paths : [...paths, '-d', outside(container, dataFolder)]
  const find = await idleNode({ ...sourceOf(container, whole), whole: true }, deps, [containerGround(container)])
  const { public: open, private: inner, post } = find.draft.addresses
  const addresses = { public: reachedIn(container, open), private: reachedIn(container, inner), post: reachedIn(container, post) }
  return contained({ ...find, draft: { ...find.draft, addresses } }, container)
}

async function serviceIn(container: Container, args: readonly string[], deps: DraftDeps): Promise<ServiceFind> {
  const paths = withPaths(args, servicePathFlags, (path) => outside(container, path))
  const find = await idleService(sourceOf(container, paths), deps, [containerGround(container)])
  return contained({ ...find, draft: { ...find.draft, operatorAddress: reachedIn(container, find.draft.operatorAddress) } }, container)
}

/** The node or service that a container was made to run, by its tool's word alone: none of its processes is seen. */
export async function findsOf(container: Container, deps: DraftDeps): Promise<{ nodes: NodeFind[]; services: ServiceFind[] }> {
  const { program, args } = programLine(container.argv)
  const argv = [program ?? '', ...args]
  if (nodeLine(argv) === 'is') return { nodes: [await nodeIn(container, args, deps)], services: [] }
  return { nodes: [], services: isServiceLine(argv) ? [await serviceIn(container, args, deps)] : [] }
}
