import { goDurationMs } from './go-duration.ts'
import { type PoetTiming, presetCoinbase, presetTiming } from './known-networks.ts'
import { nodeFlags } from './node-arguments.ts'

interface PoetServer {
  readonly address: string
  /** Base64 of 32 bytes, as it stands; `null` when the entry has none. */
  readonly pubkey: string | null
}

/** What a node's command line and configuration say. Paths and addresses as they stand; `null`: the program's own default holds. */
export interface NodeConfig {
  readonly configFile: string | null
  readonly preset: string
  readonly dataFolder: string | null
  /** `null`: one file for all nodes of this machine, in the folder for temporary files (docs/protocol.md §3.5). */
  readonly fileLock: string | null
  readonly listeners: {
    readonly public: string | null
    readonly private: string | null
    readonly post: string | null
    readonly json: string | null
    readonly tls: string | null
  }
  /** RFC 3339 as it stands. */
  readonly genesisTime: string | null
  readonly layerMs: number | null
  readonly layersPerEpoch: number | null
  readonly timing: PoetTiming | null
  readonly poetServers: readonly PoetServer[]
  readonly coinbase: string | null
  readonly smeshingStart: boolean
  readonly hrp: string | null
  readonly standalone: boolean
  readonly p2pListen: string | null
  /** What could not be read, in words for the log. */
  readonly problems: readonly string[]
}

type Section = Readonly<Record<string, unknown>>
const isSection = (value: unknown): value is Section => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The node's reader takes keys in any case. */
const lowered = (value: unknown): Section =>
  isSection(value) ? Object.fromEntries(Object.entries(value).map(([key, held]) => [key.toLowerCase(), held])) : {}

interface Source {
  readonly flags: ReadonlyMap<string, string>
  readonly root: Section
  readonly problems: string[]
}

/** A setting by flag, else by `section.key` of the file: flags win. */
function said(source: Source, section: string, key: string): unknown {
  const flag = source.flags.get(key)
  return flag ?? lowered(source.root[section])[key]
}

function textOf(source: Source, section: string, key: string): string | null {
  const value = said(source, section, key)
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'string') return value.slice(0, 4096)
  source.problems.push(`${section}.${key} is no text`)
  return null
}

function durationOf(source: Source, section: string, key: string): number | null {
  const text = textOf(source, section, key)
  if (text === null) return null
  const milliseconds = goDurationMs(text)
  if (milliseconds === null) source.problems.push(`${section}.${key} is no duration: ${text.slice(0, 40)}`)
  return milliseconds
}

function countOf(source: Source, section: string, key: string): number | null {
  const value = said(source, section, key)
  if (value === undefined || value === null) return null
  const count = Number(value)
  if (Number.isSafeInteger(count) && count >= 0) return count
  source.problems.push(`${section}.${key} is no whole number`)
  return null
}

const truthOf = (source: Source, section: string, key: string): boolean =>
  ['true', '1', 't'].includes(String(said(source, section, key)).toLowerCase())

function rootOf(text: string | null, problems: string[]): Section {
  if (text === null) return {}
  try {
    const root: unknown = JSON.parse(text)
    if (isSection(root)) return lowered(root)
    problems.push('the configuration is no JSON object')
  } catch {
    problems.push('the configuration is no JSON')
  }
  return {}
}

function serversOf(source: Source): readonly PoetServer[] {
  const servers = lowered(source.root.main)['poet-servers']
  if (servers === undefined) return []
  if (!Array.isArray(servers)) {
    source.problems.push('main.poet-servers is no list')
    return []
  }
  return servers.slice(0, 100).flatMap((server: unknown) => {
    const { address, pubkey } = lowered(server)
    return typeof address === 'string'
      ? [{ address: address.slice(0, 300), pubkey: typeof pubkey === 'string' ? pubkey.slice(0, 100) : null }]
      : []
  })
}

/** Each of the three from flag or file, the rest from the preset; all or nothing. */
function timingOf(source: Source, preset: string): PoetTiming | null {
  const defaults = presetTiming[preset]
  const phaseShiftMs = durationOf(source, 'poet', 'phase-shift') ?? defaults?.phaseShiftMs
  const cycleGapMs = durationOf(source, 'poet', 'cycle-gap') ?? defaults?.cycleGapMs
  const gracePeriodMs = durationOf(source, 'poet', 'grace-period') ?? defaults?.gracePeriodMs
  if (phaseShiftMs === undefined || cycleGapMs === undefined || gracePeriodMs === undefined) return null
  return { phaseShiftMs, cycleGapMs, gracePeriodMs }
}

/** Path of the configuration that a command line names, as it stands. */
export const configFileOf = (args: readonly string[]): string | null => nodeFlags(args).get('config') ?? null

/**
 * Reads a node's command line with the text of its configuration (`null`: none, or not readable).
 * Never throws: what can't be read is named in `problems` and left unknown.
 */
export function readNodeConfig(args: readonly string[], configText: string | null): NodeConfig {
  const flags = nodeFlags(args)
  const problems: string[] = []
  const source: Source = { flags, root: rootOf(configText, problems), problems }
  const preset =
    flags.get('preset') ?? (typeof source.root.preset === 'string' && source.root.preset !== '' ? source.root.preset : 'mainnet')
  const listener = (name: string): string | null => textOf(source, 'api', `grpc-${name}-listener`)
  return {
    configFile: flags.get('config') ?? null,
    preset,
    dataFolder: textOf(source, 'main', 'data-folder'),
    fileLock: textOf(source, 'main', 'filelock'),
    listeners: {
      public: listener('public'),
      private: listener('private'),
      post: listener('post'),
      json: listener('json'),
      tls: listener('tls'),
    },
    genesisTime: textOf(source, 'genesis', 'genesis-time'),
    layerMs: durationOf(source, 'main', 'layer-duration'),
    layersPerEpoch: countOf(source, 'main', 'layers-per-epoch'),
    timing: timingOf(source, preset),
    poetServers: serversOf(source),
    // An empty one on purpose is none; one that is not said comes from the preset.
    coinbase:
      said(source, 'smeshing', 'smeshing-coinbase') === undefined
        ? (presetCoinbase[preset] ?? null)
        : textOf(source, 'smeshing', 'smeshing-coinbase'),
    // The standalone preset starts smeshing unless told otherwise (recorded).
    smeshingStart:
      said(source, 'smeshing', 'smeshing-start') === undefined ? preset === 'standalone' : truthOf(source, 'smeshing', 'smeshing-start'),
    hrp: textOf(source, 'main', 'network-hrp'),
    standalone: truthOf(source, 'main', 'standalone'),
    p2pListen: textOf(source, 'p2p', 'listen'),
    problems,
  }
}
