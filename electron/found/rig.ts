import type { RigName } from '../contract/model/basics.ts'
import type { FoundNode, FoundService, Undecided } from '../contract/model/found.ts'
import type { Settings } from '../settings/index.ts'
import { sameDial } from './dial.ts'
import { ground, type NodeFind, type ServiceFind, withGrounds } from './finds.ts'
import { freeName } from './free-name.ts'

type AnyFind = NodeFind | ServiceFind

/** The same folder, or, where none is known, the same process. */
const idOf = (kind: string, { folder, pid }: AnyFind, at: number): string =>
  [kind, folder ?? `#${at}`, ...(pid === null ? [] : [pid])].join(' ')

/** Finds of one folder that have no process are grounds for the one that has, or are one. Two processes stay two. */
export function merged<One extends AnyFind>(running: readonly One[], idle: readonly One[]): One[] {
  const all = [...running]
  for (const find of idle) {
    const same = find.folder === null ? [] : all.flatMap((one, at) => (one.folder === find.folder ? [at] : []))
    for (const at of same) {
      const one = all[at]
      if (one !== undefined) all[at] = withGrounds(one, find.grounds)
    }
    if (same.length === 0) all.push(find)
  }
  return all
}

const startsByItself = ({ grounds }: AnyFind): boolean => grounds.some(({ on }) => on === true)

/** What has to be decided of a node and a service alike. */
function undecidedOf(find: AnyFind, all: readonly AnyFind[]): Undecided[] {
  const shared = find.folder !== null && all.some((other) => other !== find && other.folder === find.folder)
  return [
    ...(find.draft.dataFolder === null ? (['no-folder'] as const) : []),
    ...(find.pid === null && !startsByItself(find) ? (['not-running'] as const) : []),
    ...(shared ? (['same-folder'] as const) : []),
    ...(find.folder !== null && find.look === null ? (['unread'] as const) : []),
  ]
}

/** Names that no other entry and no other find has; what is in the rig keeps its own. */
function named<One extends AnyFind>(
  finds: readonly One[],
  known: readonly (string | null)[],
  [taken, otherwise]: readonly [readonly string[], string],
): One[] {
  const used = [...taken]
  return finds.map((find, at) => {
    const name = known[at] ?? (freeName(find.draft.name || find.folder || otherwise, used) || freeName(otherwise, used))
    used.push(name)
    return { ...find, draft: { ...find.draft, name } }
  })
}

const common = (find: AnyFind) => ({
  pid: find.pid,
  grounds: [...find.grounds],
  holds: [...(find.look?.holds ?? [])],
  keys: find.look?.keys ?? 0,
})

interface Nodes {
  readonly finds: readonly NodeFind[]
  readonly ids: readonly string[]
}

/** Its process is the node's own, or its data lie where the config of a node with a supervised key says. */
function supervisor(service: ServiceFind, { finds }: Nodes): number {
  const parent = service.parent === null ? -1 : finds.findIndex(({ pid }) => pid !== null && pid === service.parent)
  if (parent !== -1 || service.pid !== null) return parent
  // Before 1.6 a supervised key lay in the PoST folder itself.
  const oldKey = service.look?.holds.includes('old-key') === true
  return finds.findIndex(
    ({ postFolder, look }) =>
      postFolder !== null && postFolder === service.folder && (oldKey || look?.holds.includes('local-key') === true),
  )
}

/** The node whose post listener it dials, in one network; `-1`: none, or several that could be. */
function dialled(service: ServiceFind, { finds }: Nodes): number {
  const fits = (node: NodeFind): boolean =>
    node.network === service.network
      ? sameDial(node.post, service.dials)
      : service.network === null && sameDial(node.draft.addresses.post, service.dials)
  const found = finds.flatMap((node, at) => (fits(node) ? [at] : []))
  const running = found.filter((at) => finds[at]?.pid !== null)
  const [only, more] = running.length > 0 ? running : found
  return only === undefined || more !== undefined ? -1 : only
}

type OfNode = Pick<FoundService, 'of' | 'supervised' | 'undecided' | 'grounds'>

function serviceOf(find: ServiceFind, all: readonly ServiceFind[], nodes: Nodes): OfNode {
  const own = supervisor(find, nodes)
  const node = nodes.finds[own]
  if (node !== undefined) {
    const of = ground('node', node.folder ?? `#${node.pid}`)
    return { of: nodes.ids[own] ?? null, supervised: true, undecided: [], grounds: [...find.grounds, of] }
  }
  const at = dialled(find, nodes)
  const { identity, node: inRig } = find.draft
  const twice =
    identity !== null && all.some((other) => other !== find && other.folder !== find.folder && other.draft.identity === identity)
  const undecided = [
    ...undecidedOf(find, all),
    ...(at === -1 && inRig === null && find.dials !== null ? (['no-node'] as const) : []),
    ...(twice ? (['same-identity'] as const) : []),
  ]
  return { of: nodes.ids[at] ?? null, supervised: false, undecided, grounds: [...find.grounds] }
}

/** By which name each of the finds stands in the rig already. */
export interface Known {
  readonly nodes: readonly (RigName | null)[]
  readonly services: readonly (RigName | null)[]
}

/** The whole rig of these finds: who proves for whom, by which names, and what a person has to decide. */
export function rigOf(
  found: { readonly nodes: readonly NodeFind[]; readonly services: readonly ServiceFind[] },
  known: Known,
  settings: Settings,
): { readonly nodes: FoundNode[]; readonly services: FoundService[] } {
  const names = (entries: readonly { readonly name: string }[]) => entries.map(({ name }) => name)
  const finds = named(found.nodes, known.nodes, [names(settings.nodes), 'node'])
  const services = named(found.services, known.services, [names(settings.services), 'service'])
  const nodes: Nodes = { finds, ids: finds.map((find, at) => idOf('node', find, at)) }
  return {
    nodes: finds.map((find, at) => ({
      ...common(find),
      id: nodes.ids[at] ?? '',
      draft: find.draft,
      known: known.nodes[at] ?? null,
      undecided: [...undecidedOf(find, finds), ...(find.draft.notes.includes('config-unread') ? (['config-unread'] as const) : [])],
    })),
    services: services.map((find, at) => ({
      ...common(find),
      ...serviceOf(find, services, nodes),
      id: idOf('service', find, at),
      draft: find.draft,
      known: known.services[at] ?? null,
    })),
  }
}
