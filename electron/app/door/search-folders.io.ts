import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { drivePoints } from '../../processes/index.ts'
import { folderLooksLike } from './folder-kinds.io.ts'

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
export async function searchFolders(now: () => number): Promise<SeenFolders> {
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
export async function configBeside(folder: string): Promise<string | null> {
  const names = ['config.json', 'config.mainnet.json', 'node-config.json']
  const own = await readdir(folder).catch((): string[] => [])
  const inside = names.find((name) => own.includes(name))
  if (inside !== undefined) return join(folder, inside)
  const beside = await readdir(dirname(folder)).catch((): string[] => [])
  const sibling = `${folder.split(/[/\\]/).at(-1) ?? ''}.json`
  const found = [sibling, ...names].find((name) => beside.includes(name))
  return found === undefined ? null : join(dirname(folder), found)
}
