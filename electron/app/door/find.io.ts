import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Found, NodeDraft, ServiceDraft } from '../../contract/model/door.ts'
import { drivePoints, realOr } from '../../processes/index.ts'
import { sameDial } from './dial.ts'
import type { DraftDeps } from './entry-maker.io.ts'
import { folderLooksLike } from './folder-kinds.io.ts'
import { nodeDraft } from './node-draft.io.ts'
import { type Running, runningHere } from './running.io.ts'
import { serviceDraft } from './service-draft.io.ts'

/** A look must not keep a person waiting, however many disks there are. */
const budgetMs = 1_500
const perFolder = 300
const perSearch = 4_000

const appData = (): string =>
  process.platform === 'win32'
    ? (process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'))
    : process.platform === 'darwin'
      ? join(homedir(), 'Library', 'Application Support')
      : (process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'))

/** guess: where nodes and SMApp keep their data when nobody chose another place; looked at, and one level below. */
const usualPlaces = (): string[] => [
  join(homedir(), 'spacemesh'),
  join(homedir(), '.spacemesh'),
  join(homedir(), 'spacemesh-testnet'),
  join(homedir(), 'post'),
  join(appData(), 'Spacemesh', 'node-data'),
]

async function below(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !/^(?:\.|lost\+found$|System Volume|\$)/.test(entry.name))
    .slice(0, perFolder)
    .map(({ name }) => join(folder, name))
}

export interface SeenFolders {
  readonly nodes: readonly string[]
  readonly post: readonly string[]
}

/** Data folders in the usual places and near the top of each drive. Read only; names alone are looked at. */
async function searchFolders(now: () => number): Promise<SeenFolders> {
  const deadline = now() + budgetMs
  const seen = new Set<string>()
  const nodes: string[] = []
  const post: string[] = []
  const visit = async (folder: string, depth: number): Promise<void> => {
    if (seen.has(folder) || seen.size >= perSearch || now() > deadline) return
    seen.add(folder)
    const looks = await folderLooksLike(folder)
    if (looks === 'node-data') nodes.push(folder)
    else if (looks === 'post-data') post.push(folder)
    else if (depth > 0) for (const next of await below(folder)) await visit(next, depth - 1)
  }
  for (const place of usualPlaces()) await visit(place, 1)
  for (const drive of (await drivePoints()).filter((point) => point !== '/')) await visit(drive, 2)
  await visit(homedir(), 2)
  return { nodes, post }
}

/** A config that lies where people put it, for a node's data folder; `null` when there is none. */
async function configBeside(folder: string): Promise<string | null> {
  const names = ['config.json', 'config.mainnet.json', 'node-config.json']
  const own = await readdir(folder).catch((): string[] => [])
  const inside = names.find((name) => own.includes(name))
  if (inside !== undefined) return join(folder, inside)
  const beside = await readdir(dirname(folder)).catch((): string[] => [])
  const sibling = `${folder.split(/[/\\]/).at(-1) ?? ''}.json`
  const found = [sibling, ...names].find((name) => beside.includes(name))
  return found === undefined ? null : join(dirname(folder), found)
}

async function nameAt(entries: readonly { readonly name: string; readonly dataFolder: string | null }[], folder: string | null) {
  if (folder === null) return null
  const real = await realOr(folder)
  for (const entry of entries) if (entry.dataFolder !== null && (await realOr(entry.dataFolder)) === real) return entry.name
  return null
}

async function knownNode({ settings }: DraftDeps, { dataFolder, addresses }: NodeDraft): Promise<Found['nodes'][number]['known']> {
  const byFolder = await nameAt(settings.nodes, dataFolder?.path ?? null)
  const same = settings.nodes.find(
    (node) =>
      node.name === byFolder ||
      (node.dataFolder === null &&
        (['public', 'private', 'post'] as const).some((kind) => sameDial(node.addresses[kind], addresses[kind]))),
  )
  return same?.name ?? null
}

async function knownService({ settings }: DraftDeps, { dataFolder }: ServiceDraft): Promise<Found['services'][number]['known']> {
  const name = await nameAt(settings.services, dataFolder?.path ?? null)
  return settings.services.find((service) => service.name === name)?.name ?? null
}

/** A node's folder without a process: what a config beside it says. */
export async function folderNode(folder: string, deps: DraftDeps): Promise<NodeDraft> {
  const config = await configBeside(folder)
  const args = config === null ? [] : ['-c', config, '-d', folder]
  const standing = { folder: null, home: homedir() }
  return nodeDraft({ args, program: null, dataFolder: folder, standing, notes: [], whole: config !== null }, deps)
}

export const folderService = (folder: string, deps: DraftDeps): Promise<ServiceDraft> =>
  serviceDraft({ args: [], program: null, dataFolder: folder, standing: { folder: null, home: homedir() }, notes: [] }, deps)

async function others(folders: readonly string[], running: readonly Running<NodeDraft | ServiceDraft>[]): Promise<string[]> {
  const taken = new Set(await Promise.all(running.flatMap(({ draft }) => draft.dataFolder?.path ?? []).map(realOr)))
  const real = await Promise.all(folders.map(async (folder) => [folder, await realOr(folder)] as const))
  return real.filter(([, path]) => !taken.has(path) && taken.add(path)).map(([folder]) => folder)
}

/** What of the field is on this computer: what runs first, then folders without a process. Read only; nothing is taken over. */
export async function findHere(deps: DraftDeps, now: () => number): Promise<Found> {
  const [running, folders] = await Promise.all([runningHere(deps), searchFolders(now)])
  const idleNodes = await Promise.all((await others(folders.nodes, running.nodes)).map((folder) => folderNode(folder, deps)))
  const idlePost = await Promise.all((await others(folders.post, running.services)).map((folder) => folderService(folder, deps)))
  const nodes = [...running.nodes, ...idleNodes.map((draft) => ({ draft, pid: null }))]
  const services = [...running.services, ...idlePost.map((draft) => ({ draft, pid: null }))]
  return {
    processes: process.platform !== 'linux' ? 'not-here' : running.complete ? 'looked' : 'partly',
    nodes: await Promise.all(nodes.map(async ({ draft, pid }) => ({ draft, pid, known: await knownNode(deps, draft) }))),
    services: await Promise.all(services.map(async ({ draft, pid }) => ({ draft, pid, known: await knownService(deps, draft) }))),
  }
}
