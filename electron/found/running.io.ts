import type { NodeDraft } from '../contract/model/door.ts'
import { serviceCommandLine } from '../post/index.ts'
import {
  besideProcess,
  folderSeenBy,
  type NetTables,
  netTables,
  nodeFolderSeenBy,
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

/** Where the addresses of a process are dialled from here: as they stand in our own network, else where a container publishes them. */
function reachedFrom(network: string | null, ports: readonly Published[] | null): (address: string | null) => string | null {
  const own = besideProcess(process.pid).network
  if (network === null || own === null || network === own) return (address) => address
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

const common = ({ process, beside }: Seen) => ({
  pid: process.pid,
  parent: process.parent,
  network: beside.network,
  group: beside.group,
  grounds: [ground('process', String(process.pid))],
})

/** Ports that a container publishes, by the control group that its processes run in. */
export type PortsOf = (group: string) => readonly Published[] | null

async function runningNode(seen: Seen, deps: DraftDeps, portsOf: PortsOf): Promise<NodeFind> {
  const { standing, program, notes, line, beside, apart, process } = seen
  const args = apart ? await waysOf(seen) : line.args
  const { draft, config } = await readNode({ args, program, dataFolder: null, standing, notes, whole: true }, deps)
  const { configFile, postFolder } = config
  const read = config.problems.length === 0
  const shared = { ...common(seen), configFile: read ? configFile && absolute(configFile, standing) : null }
  if (!apart) {
    const folder = draft.dataFolder === null ? null : await realOr(draft.dataFolder.path)
    const look = folder === null ? null : await lookAtFolder(folder)
    const post = read && postFolder !== null ? absolute(postFolder, standing) : null
    return { ...shared, draft: await withPost(draft, beside.listens), folder, look, postFolder: post }
  }
  const folder = await ourPath(seen, await nodeFolderSeenBy(process, line.args))
  const reached = reachedFrom(beside.network, portsOf(beside.group))
  const { public: open, private: inner, post } = draft.addresses
  const here: NodeDraft = {
    ...draft,
    name:
      folder === null
        ? ''
        : freeName(
            folder,
            deps.settings.nodes.map(({ name }) => name),
          ),
    arguments: [],
    dataFolder: await shown(folder, 'folder', deps),
    simulated: await isSimulated(folder),
    addresses: { public: reached(open), private: reached(inner), post: reached(post) },
  }
  return { ...shared, configFile: null, draft: here, folder, look: folder === null ? null : await lookAtFolder(folder), postFolder: null }
}

async function runningService(seen: Seen, deps: DraftDeps, portsOf: PortsOf): Promise<ServiceFind> {
  const { standing, program, notes, line, apart, beside, process } = seen
  const { draft, dials } = await readService({ args: line.args, program, dataFolder: null, standing, notes }, deps)
  const folderHere = draft.dataFolder === null ? null : await realOr(draft.dataFolder.path)
  if (!apart)
    return { ...common(seen), draft, dials, folder: folderHere, look: folderHere === null ? null : await lookAtFolder(folderHere) }
  const { dir } = serviceCommandLine(line.args)
  const named = dir === null ? null : await folderSeenBy(process.pid, dir, process.workingFolder)
  const folder = await ourPath(seen, named)
  const reached = reachedFrom(beside.network, portsOf(beside.group))
  const here = {
    ...draft,
    name:
      folder === null
        ? ''
        : freeName(
            folder,
            deps.settings.services.map(({ name }) => name),
          ),
    arguments: [],
    dataFolder: await shown(folder, 'folder', deps),
    simulated: await isSimulated(folder),
    operatorAddress: reached(draft.operatorAddress),
    identity: await identityIn(named?.way ?? null),
  }
  return { ...common(seen), draft: here, dials, folder, look: folder === null ? null : await lookAtFolder(folder) }
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
      const find = await read(await lookInto(one, tables))
      return line === 'is' || find.look?.is === 'node' ? [find] : []
    }),
  )
  return programsOf(found.flat())
}

/** Nodes and PoST services that run on this computer, whoever started them. Read only. */
export async function runningHere(look: ProcessLook, deps: DraftDeps, portsOf: PortsOf): Promise<RunningHere> {
  const tables = netTables()
  const lines = look.processes.filter(({ argv }) => isServiceLine(argv))
  const [nodes, services] = await Promise.all([
    nodesOf(look, tables, (seen) => runningNode(seen, deps, portsOf)),
    Promise.all(lines.map(async (one) => runningService(await lookInto(one, tables), deps, portsOf))),
  ])
  return { nodes, services: programsOf(services) }
}
