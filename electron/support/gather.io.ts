import { homedir, hostname, release, totalmem, userInfo } from 'node:os'
import { resolve } from 'node:path'
import type { State } from '../contract/state.ts'
import { loadNodeConfig, readConfigFile } from '../nodes/index.ts'
import { LogCursor, type SlotKey } from '../processes/index.ts'
import type { Secret } from '../secret/index.ts'
import type { Settings } from '../settings/index.ts'
import type { Gathered } from './bundle.ts'
import type { RedactionFacts } from './redact.ts'

/** Of each log its end, and of all together no more: a bundle is sent by mail. */
const logBytes = 256 * 1024
const allLogsMost = 64

export interface Sources {
  readonly profileFolder: string
  readonly version: string
  readonly state: State
  readonly settings: Settings | null
  readonly logFile: (key: SlotKey) => string
  readonly doctor: Gathered['doctor']
  readonly history: () => Promise<NonNullable<Gathered['history']>>
  readonly secrets: readonly Secret[]
}

async function configOf(args: readonly string[], folder: string): Promise<unknown> {
  const { configFile } = await loadNodeConfig(args, folder)
  const text = configFile === null ? null : await readConfigFile(resolve(folder, configFile))
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    // What is no JSON can't be looked through for secrets by their names, so it stays here.
    return null
  }
}

/** Nodes before services, and of those whom somebody has to look at first. */
function logKeys({ nodes, services }: State): SlotKey[] {
  const ill = (one: { readonly findings: readonly { readonly verdict: string }[] }) =>
    one.findings.some(({ verdict }) => verdict === 'fail')
  const ordered = Object.values(services).toSorted((one, other) => Number(ill(other)) - Number(ill(one)))
  return [
    ...Object.values(nodes).map(({ name }): SlotKey => ({ kind: 'node', name })),
    ...ordered.map(({ name }): SlotKey => ({ kind: 'service', name })),
  ]
}

const logName = ({ kind, name }: SlotKey): string => `logs/${kind}-${name}.log`

async function logsOf({ state, logFile }: Sources): Promise<Pick<Gathered, 'logs' | 'leftOut'>> {
  const keys = logKeys(state)
  const logs: { name: string; lines: readonly string[] }[] = []
  for (const key of keys.slice(0, allLogsMost)) {
    const seen = await new LogCursor(logFile(key), { from: null, mostBytes: logBytes }).look().catch(() => null)
    if (seen !== null) logs.push({ name: logName(key), lines: seen.lines })
  }
  return { logs, leftOut: keys.slice(allLogsMost).map(logName) }
}

/** Reads all that a bundle is made of; nothing of it is redacted yet. No key file is opened. */
export async function gather(sources: Sources): Promise<Gathered> {
  const { profileFolder, version, state, settings, doctor } = sources
  const configs = new Map<string, unknown>()
  for (const { name, arguments: args } of settings?.nodes ?? []) {
    const config = await configOf(args, profileFolder)
    if (config !== null) configs.set(name, config)
  }
  return {
    about: { version, platform: process.platform, release: release(), arch: process.arch, memory: totalmem(), node: process.versions.node },
    state,
    doctor,
    settings,
    configs,
    ...(await logsOf(sources)),
    history: await sources.history().catch(() => null),
  }
}

const userName = (): string[] => {
  try {
    return [userInfo().username]
  } catch {
    return []
  }
}

/** What of this computer and this rig must go, and what may stay. */
export function redactionFacts({ profileFolder, state, settings, secrets }: Sources): RedactionFacts {
  const { nodes = [], services = [], keyFolders = [] } = settings ?? {}
  const folders = [...nodes, ...services].flatMap(({ dataFolder, program }) => [dataFolder, program])
  const names = userName().filter((name) => name.length > 2 && name !== 'root')
  return {
    homes: [homedir(), ...names.flatMap((name) => [`/home/${name}`, `/Users/${name}`, `C:\\Users\\${name}`])].filter(
      (home) => home !== '/',
    ),
    persons: names,
    hosts: [hostname(), hostname().split('.')[0] ?? ''].filter((name) => name.length > 2),
    ids: [...Object.keys(state.identities), ...Object.values(state.nodes).flatMap(({ genesisId }) => genesisId ?? [])],
    paths: [profileFolder, ...folders, ...keyFolders].filter((path) => path !== null),
    secrets,
  }
}
