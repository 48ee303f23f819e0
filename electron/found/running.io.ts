import type { NodeDraft, ServiceDraft } from '../contract/model/door.ts'
import {
  besideProcess,
  folderSeenBy,
  type NetTables,
  netTables,
  ourPathOf,
  type ProcessLook,
  realOr,
  type SeenFolder,
  withoutWrappers,
} from '../processes/index.ts'
import { isServiceLine, nodeLine, nodePathFlags, withPaths } from './argv-roles.ts'
import type { Published } from './containers.ts'
import { dialOf, sameDial } from './dial.ts'
import { absolute, type DraftDeps, isSimulated, shown } from './entry-maker.io.ts'
import { ground, type NodeFind, type ServiceFind } from './finds.ts'
import { lookAtFolder } from './folder-kinds.io.ts'
import { freeName } from './free-name.ts'
import { readNode } from './node-draft.io.ts'
import { lookInto, type Seen } from './seen-program.io.ts'
import { identityIn, readService } from './service-draft.io.ts'
import { tryAddress } from './try-address.io.ts'

/** Ports of one process that are asked for a post listener. */
const portLimit = 8

/** The post listener is at another port at each start when none is named: it is found among those of the process. */
async function postOf(draft: NodeDraft, listens: readonly string[] | null): Promise<string | null> {
  if (draft.addresses.post !== null || listens === null) return draft.addresses.post
  const { public: open, private: inner } = draft.addresses
  const others = listens.flatMap((address) => dialOf(address) ?? []).filter((dial) => !sameDial(dial, open) && !sameDial(dial, inner))
  const tries = await Promise.all(
    others.slice(0, portLimit).map(async (address) => ({
      address,
      result: (await tryAddress({ kind: 'post', address }, AbortSignal.timeout(3_000))).result,
    })),
  )
  return tries.find(({ result }) => result === 'right')?.address ?? null
}

async function withPost(draft: NodeDraft, listens: readonly string[] | null): Promise<NodeDraft> {
  const post = await postOf(draft, listens)
  if (post === null || draft.addresses.post !== null) return draft
  const told = draft.notes.filter((note) => note !== 'post-not-named' && note !== 'post-changes')
  return { ...draft, addresses: { ...draft.addresses, post }, notes: [...told, 'post-changes'] }
}

const ownNetwork = (): string | null => besideProcess(process.pid).network

/** Where the addresses of a process are dialled from here: as they stand in our own network, else where a container publishes them. */
function reachedFrom(
  { network }: Pick<NodeFind, 'network'>,
  ports: readonly Published[] | null,
): (address: string | null) => string | null {
  if (network === null) return (address) => address
  return (address) => {
    const port = Number(address?.slice(address.lastIndexOf(':') + 1))
    return ports?.find(({ inside }) => inside === port)?.address ?? null
  }
}

const ourPath = async ({ process }: Seen, folder: SeenFolder | null): Promise<string | null> => {
  const path = folder === null ? null : await ourPathOf(process.pid, folder)
  return path === null ? null : realOr(path)
}

/** What runs in a container has no arguments that Smeshdesk could start it with; its config is read where the container has it. */
async function waysOf({ process, line }: Seen): Promise<string[]> {
  const paths = new Map<string, string>()
  withPaths(line.args, nodePathFlags, (path) => paths.set(path, path) && path)
  for (const path of paths.keys()) paths.set(path, (await folderSeenBy(process.pid, path, process.workingFolder)).way ?? path)
  return withPaths(line.args, nodePathFlags, (path) => paths.get(path) ?? path)
}

const common = ({ process: { pid, parent }, beside: { network, group } }: Seen) => ({
  pid,
  parent,
  network: network === ownNetwork() ? null : network,
  group,
  grounds: [ground('process', String(pid))],
})

/** Ports that a container publishes, by the control group that its processes run in. */
export type PortsOf = (group: string) => readonly Published[] | null

interface Reading {
  readonly deps: DraftDeps
  readonly portsOf: PortsOf
}

const namesOf = (entries: readonly { readonly name: string }[]) => entries.map(({ name }) => name)

/** What a draft says of a program whose paths are not ours: its folder by our own way to it, and nothing that could start it. */
const withOurFolder = async (folder: string | null, taken: readonly { readonly name: string }[], deps: DraftDeps) => ({
  name: folder === null ? '' : freeName(folder, namesOf(taken)),
  arguments: [],
  dataFolder: await shown(folder, 'folder', deps),
  simulated: await isSimulated(folder),
})

const folderOf = async (seen: Seen, { dataFolder }: NodeDraft | ServiceDraft): Promise<string | null> => {
  if (seen.apart !== null) return ourPath(seen, seen.apart.folder)
  return dataFolder === null ? null : realOr(dataFolder.path)
}

async function runningNode(seen: Seen, { deps, portsOf }: Reading): Promise<NodeFind> {
  const { standing, program, notes, line, beside, apart } = seen
  const args = apart === null ? line.args : await waysOf(seen)
  const { draft: read, config } = await readNode({ args, program, dataFolder: null, standing, notes, whole: true }, deps)
  const shared = common(seen)
  const folder = await folderOf(seen, read)
  const ours = apart === null ? read : { ...read, ...(await withOurFolder(folder, deps.settings.nodes, deps)) }
  const draft = shared.network === null ? await withPost(ours, beside.listens) : ours
  const reached = reachedFrom(shared, portsOf(beside.group))
  const { public: open, private: inner, post } = draft.addresses
  const at = (path: string | null) => (apart === null && config.problems.length === 0 && path !== null ? absolute(path, standing) : null)
  return {
    ...shared,
    draft: { ...draft, addresses: { public: reached(open), private: reached(inner), post: reached(post) } },
    post,
    folder,
    look: folder === null ? null : await lookAtFolder(folder),
    configFile: at(config.configFile),
    postFolder: at(config.postFolder),
  }
}

async function runningService(seen: Seen, { deps, portsOf }: Reading): Promise<ServiceFind> {
  const { standing, program, notes, line, apart, beside } = seen
  const { draft: read, dials } = await readService({ args: line.args, program, dataFolder: null, standing, notes }, deps)
  const shared = common(seen)
  const folder = await folderOf(seen, read)
  const ours = apart === null ? {} : await withOurFolder(folder, deps.settings.services, deps)
  const identity = apart === null ? read.identity : await identityIn(apart.folder?.way ?? null)
  const operatorAddress = reachedFrom(shared, portsOf(beside.group))(read.operatorAddress)
  const look = folder === null ? null : await lookAtFolder(folder)
  return { ...shared, draft: { ...read, ...ours, identity, operatorAddress }, dials, folder, look }
}

export interface RunningHere {
  readonly nodes: readonly NodeFind[]
  readonly services: readonly ServiceFind[]
}

/** A wrapper and its program have the same arguments and one folder: the program counts. Two programs on one folder are two. */
const programsOf = <One extends NodeFind | ServiceFind>(finds: readonly One[]): One[] =>
  withoutWrappers(
    finds.map((find) => ({ find, pid: find.pid ?? 0, parent: find.parent ?? 0 })),
    ({ find: { folder } }) => folder,
  ).map(({ find }) => find)

async function nodesOf({ processes }: ProcessLook, tables: NetTables, read: (seen: Seen) => Promise<NodeFind>): Promise<NodeFind[]> {
  const found = await Promise.all(
    processes.map(async (one): Promise<NodeFind[]> => {
      const line = nodeLine(one.argv)
      if (line === 'no') return []
      const find = await read(await lookInto(one, 'node', tables))
      return line === 'is' || find.look?.is === 'node' ? [find] : []
    }),
  )
  return programsOf(found.flat())
}

/** Nodes and PoST services that run on this computer, whoever started them. Read only. */
export async function runningHere(look: ProcessLook, deps: DraftDeps, portsOf: PortsOf): Promise<RunningHere> {
  const tables = netTables()
  const reading = { deps, portsOf }
  const lines = look.processes.filter(({ argv }) => isServiceLine(argv))
  const [nodes, services] = await Promise.all([
    nodesOf(look, tables, (seen) => runningNode(seen, reading)),
    Promise.all(lines.map(async (one) => runningService(await lookInto(one, 'service', tables), reading))),
  ])
  return { nodes, services: programsOf(services) }
}
