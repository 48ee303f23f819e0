import { homedir } from 'node:os'
import type { NodeDraft, ServiceDraft } from '../contract/model/door.ts'
import type { Found, Ground } from '../contract/model/found.ts'
import { saw } from '../contract/seen.ts'
import { lookAtProcesses, type ProcessLook, realOr } from '../processes/index.ts'
import { startFiles } from '../silence/index.io.ts'
import { blindText } from '../silence/index.ts'
import { containerGround, findsOf } from './container-finds.io.ts'
import { containersHere, noContainers } from './containers.io.ts'
import type { Container } from './containers.ts'
import type { DraftDeps } from './entry-maker.io.ts'
import { ground, type NodeFind, type ServiceFind, withGrounds } from './finds.ts'
import { configBeside, drivesHere, type SeenFolder, searchFolders } from './folders.io.ts'
import { knownIn } from './known.io.ts'
import { merged, rigOf } from './rig.ts'
import { runningHere } from './running.io.ts'
import { type FieldStart, idleNode, idleService, startsHere } from './starts.io.ts'
import { usersHere } from './users.io.ts'

/** Where is looked. For tests another root for what starts programs, another home, other drives and tools. */
export interface FindPlaces {
  readonly root?: string
  readonly home?: string
  readonly drives?: readonly string[]
  /** Programs that tell of containers, by name or path. */
  readonly tools?: readonly string[]
  /** Whether they are run. */
  readonly containers?: boolean
}

interface Finds {
  readonly nodes: readonly NodeFind[]
  readonly services: readonly ServiceFind[]
}

const idleSource = (folder: string) => ({ program: null, dataFolder: folder, standing: { folder: null, home: homedir() }, notes: [] })

/** A node's folder without a process: what a config beside it says. */
async function folderFind(folder: string, deps: DraftDeps, grounds: readonly Ground[]): Promise<NodeFind> {
  const config = await configBeside(folder)
  const args = config === null ? [] : ['-c', config, '-d', folder]
  return idleNode({ ...idleSource(folder), args, whole: config !== null }, deps, grounds)
}

const serviceFolderFind = (folder: string, deps: DraftDeps, grounds: readonly Ground[]): Promise<ServiceFind> =>
  idleService({ ...idleSource(folder), args: [] }, deps, grounds)

/** The entry that a process on this folder has, else what the folder says. */
export async function nodeAtFolder(folder: string, deps: DraftDeps): Promise<NodeDraft> {
  const real = await realOr(folder)
  const { nodes } = await runningHere(await lookAtProcesses(), deps, () => null)
  return (nodes.find((find) => find.folder === real) ?? (await folderFind(folder, deps, []))).draft
}

export async function serviceAtFolder(folder: string, deps: DraftDeps): Promise<ServiceDraft> {
  const real = await realOr(folder)
  const { services } = await runningHere(await lookAtProcesses(), deps, () => null)
  return (services.find((find) => find.folder === real) ?? (await serviceFolderFind(folder, deps, []))).draft
}

/** Whether a process runs in this unit, as the kernel names it. */
const inUnit = ({ group }: NodeFind | ServiceFind, { place: { by, name } }: FieldStart): boolean =>
  by.endsWith('unit') && group.split(/[\n/]/).includes(name)

function linkedTo<One extends NodeFind | ServiceFind>(finds: readonly One[], starts: readonly FieldStart[]): One[] {
  return finds.map((find) => {
    const configs = 'configFile' in find && find.configFile !== null ? [find.configFile] : []
    const says = ({ nodes, services, names, mentions }: FieldStart) =>
      names === 'field' && nodes.length + services.length === 0 && find.folder !== null && mentions(find.folder, configs)
    const smapp = ({ names }: FieldStart) => names === 'smapp' && find.look?.holds.includes('smapp') === true
    return starts
      .filter((start) => inUnit(find, start) || says(start) || smapp(start))
      .reduce((one, { grounds }) => withGrounds(one, grounds), find)
  })
}

/** Everything that the texts start, but what of it is seen running in its unit and names no folder. */
const unlinked = <One extends NodeFind | ServiceFind>(running: readonly One[], start: FieldStart, own: readonly One[]): One[] =>
  own.filter(({ folder }) => folder !== null || !running.some((find) => inUnit(find, start)))

const isLinked = ({ grounds: [own] }: FieldStart, { nodes, services }: Finds): boolean =>
  [...nodes, ...services].some(({ grounds }) => grounds.some((one) => own !== undefined && one.by === own.by && one.what === own.what))

const inContainer = ({ group }: { readonly group: string }, { id }: Container): boolean => group.includes(id)

async function withContainers(
  { nodes, services }: Finds,
  containers: readonly Container[],
  deps: DraftDeps,
): Promise<{ seen: Finds; idle: Finds }> {
  const marked = <One extends NodeFind | ServiceFind>(find: One): One =>
    withGrounds(find, containers.filter((one) => inContainer(find, one)).map(containerGround))
  const seen = [...nodes, ...services]
  const hidden = containers.filter((one) => !seen.some((find) => inContainer(find, one)))
  const finds = await Promise.all(hidden.map((one) => findsOf(one, deps)))
  return {
    seen: { nodes: nodes.map(marked), services: services.map(marked) },
    idle: { nodes: finds.flatMap((one) => one.nodes), services: finds.flatMap((one) => one.services) },
  }
}

/** Folders that were come across, and those that configs name for the PoST data of a supervised key. */
async function folderFinds(folders: readonly SeenFolder[], nodes: readonly NodeFind[], deps: DraftDeps): Promise<Finds> {
  const placeOf = ({ place }: SeenFolder) => [ground('place', place)]
  const real = await Promise.all(folders.map(async (folder) => ({ ...folder, path: await realOr(folder.path) })))
  const found = real.filter(({ path }, at) => real.findIndex((other) => other.path === path) === at)
  const idle = await Promise.all(found.filter(({ look }) => look.is === 'node').map((one) => folderFind(one.path, deps, placeOf(one))))
  const named = [...nodes, ...idle].flatMap(({ postFolder, configFile }) => (postFolder === null ? [] : [{ postFolder, configFile }]))
  const [own, post] = await Promise.all([
    Promise.all(
      named.map(({ postFolder, configFile }) =>
        serviceFolderFind(postFolder, deps, configFile === null ? [] : [ground('config', configFile)]),
      ),
    ),
    Promise.all(found.filter(({ look }) => look.is === 'post').map((one) => serviceFolderFind(one.path, deps, placeOf(one)))),
  ])
  return { nodes: idle, services: [...own.filter(({ look }) => look?.is === 'post'), ...post] }
}

const withConfig = (find: NodeFind): NodeFind => (find.configFile === null ? find : withGrounds(find, [ground('config', find.configFile)]))
const realPost = async (find: NodeFind): Promise<NodeFind> => ({
  ...find,
  postFolder: find.postFolder === null ? null : await realOr(find.postFolder),
})

function unseenIn({ processes, blind }: ProcessLook): string[] {
  const hidden = blind.filter((spot) => spot.startsWith('process ')).length + processes.filter(({ complete }) => !complete).length
  const spots = blind.filter((spot) => !spot.startsWith('process '))
  const starts = process.platform === 'linux' ? [] : [saw('starts-not-looked')]
  return [...spots.map(blindText), ...starts, ...(hidden === 0 ? [] : [saw('processes-partly', String(hidden))])]
}

interface Seen extends Finds {
  readonly starts: readonly FieldStart[]
  readonly folders: readonly SeenFolder[]
}

/** What runs, what is started, what is contained and what lies there, each thing once with all its grounds. */
async function together({ starts, folders, ...running }: Seen, containers: readonly Container[], deps: DraftDeps): Promise<Finds> {
  const { seen, idle } = await withContainers(running, containers, deps)
  const started: Finds = {
    nodes: starts.flatMap((start) => unlinked(seen.nodes, start, start.nodes)),
    services: starts.flatMap((start) => unlinked(seen.services, start, start.services)),
  }
  const nodes = await Promise.all(merged(seen.nodes, [...started.nodes, ...idle.nodes]).map(realPost))
  const lying = await folderFinds(folders, nodes, deps)
  return {
    nodes: linkedTo(merged(nodes, await Promise.all(lying.nodes.map(realPost))), starts).map(withConfig),
    services: linkedTo(merged(seen.services, [...started.services, ...idle.services, ...lying.services]), starts),
  }
}

/** All of the field that is on this computer: what runs, folders, and what starts them. Read only; nothing is taken over. */
export async function findHere(deps: DraftDeps, now: () => number, places: FindPlaces = {}): Promise<Found> {
  const { root = '/', home = homedir() } = places
  const users = await usersHere(root)
  const homes = [...new Set([home, ...users.map((user) => user.home)])]
  const files = startFiles(root)
  const homeOf = (name: string) => users.find((user) => user.name === name)?.home ?? (name === 'root' ? '/root' : null)
  const look = await lookAtProcesses()
  const [tools, { folders, unseen }, starts] = await Promise.all([
    places.containers === false ? noContainers(places.tools) : containersHere(look, places.tools),
    searchFolders({ homes, drives: places.drives ?? (await drivesHere()) }, now),
    startsHere(homes, { files, draft: deps, homeOf }),
  ])
  const portsOf = (group: string) => tools.containers.find((one) => inContainer({ group }, one))?.ports ?? null
  const all = await together({ ...(await runningHere(look, deps, portsOf)), starts, folders }, tools.containers, deps)
  const known = await knownIn(all, deps)
  const closed = files.incomplete.map((path) => saw('unreadable', path))
  return {
    processes: process.platform !== 'linux' ? 'not-here' : look.blind.length === 0 ? 'looked' : 'partly',
    ...rigOf(all, known, deps.settings),
    loose: folders.flatMap(({ path, look: { is, holds, keys }, place }) =>
      is === 'keys' ? [{ path, holds: [...holds], keys, grounds: [ground('place', place)] }] : [],
    ),
    starts: starts.flatMap((start) => (start.names === null || isLinked(start, all) ? [] : start.grounds.slice(0, 1))),
    unseen: [...new Set([...unseenIn(look), ...tools.unseen, ...closed, ...unseen])],
    home,
  }
}
