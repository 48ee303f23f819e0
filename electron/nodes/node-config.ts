import { saw } from '../contract/seen.ts'
import { type ConfigTrap, trapsOf } from './config-traps.ts'
import { type ConfigTree, readConfigText } from './config-tree.ts'
import { countOf, durationOf, listOf, type Source, said, textOf, truthOf } from './config-values.ts'
import { poetList, poetOf } from './flags/flag-value.ts'
import { nodeFlags } from './flags/read-flags.ts'
import { type PoetTiming, presetCoinbase, presetTiming } from './known-networks.ts'

interface PoetServer {
  readonly address: string
  /** Base64 of 32 bytes, as it stands; `null` when the entry has none. */
  readonly pubkey: string | null
}

/** What a node's command line and configuration say. Paths and addresses as they stand; `null`: the program's own default holds. */
export interface NodeConfig {
  readonly configFile: string | null
  readonly preset: string
  /** By flag or file; `null`: nobody asked for one. */
  readonly presetAsked: string | null
  readonly dataFolder: string | null
  /** `null`: one file for all nodes of this machine, in the folder for temporary files (docs/protocol.md §3.5). */
  readonly fileLock: string | null
  readonly listeners: Readonly<Record<'public' | 'private' | 'post' | 'json' | 'tls', string | null>>
  /** Of its TLS listener, as they stand: they count from where it is started. */
  readonly tlsFiles: Readonly<Record<'ca' | 'cert' | 'key', string | null>>
  /** RFC 3339 as it stands. */
  readonly genesisTime: string | null
  readonly layerMs: number | null
  readonly layersPerEpoch: number | null
  readonly timing: PoetTiming | null
  /** `null`: those that are built into the program, or not known. */
  readonly poetServers: readonly PoetServer[] | null
  readonly coinbase: string | null
  readonly smeshingStart: boolean
  /** Where it has the PoST data of its supervised identity. */
  readonly postFolder: string | null
  readonly hrp: string | null
  readonly standalone: boolean
  /** `null`: the program's own list. */
  readonly publicServices: readonly string[] | null
  /** What in it is a trap by itself. */
  readonly traps: readonly ConfigTrap[]
  /** The command line that all this was read from. */
  readonly arguments: readonly string[]
  readonly folderByFlag: boolean
  /** `null`: not compared, or not known because the file could not be read. */
  readonly folder: NamedFolder | null
  /** What could not be read. */
  readonly problems: readonly string[]
}

/** Where a program's command line, or its file, puts its data, held against the folder of the settings. */
export interface NamedFolder {
  /** Absolute. */
  readonly path: string
  /** Whether it is the folder of the settings, links followed. */
  readonly same: boolean
  /** It was given relative, so it counts from where the program is started. */
  readonly relative: boolean
}

function treeOf(configFile: string | null, text: string | null, problems: string[]): ConfigTree {
  if (text === null) return new Map()
  const read = readConfigText(configFile ?? 'config.json', text)
  if (read.kind === 'refused') problems.push(read.why)
  if (read.kind === 'other-format') problems.push(saw('config-format', read.format))
  if (read.kind !== 'read') return new Map()
  problems.push(...read.twice.map((path) => saw('config-twice', path)))
  return read.tree
}

function serversOf(source: Source): readonly PoetServer[] | null {
  const flag = source.flags.get('poet-servers')
  const servers = flag === undefined ? source.tree.get('main.poet-servers') : poetList(flag)
  const single = flag === undefined && [...source.tree.keys()].some((path) => path.startsWith('main.poet-servers.'))
  if (servers === undefined && !single) return null
  if (!Array.isArray(servers)) {
    source.problems.push(saw('wants', 'main.poet-servers', '…', 'poets'))
    return null
  }
  return servers.slice(0, 100).flatMap((server: unknown) => {
    const poet = poetOf(server)
    if (poet === null) source.problems.push(saw('wants', 'main.poet-servers', '…', 'poets'))
    return poet === null ? [] : [poet]
  })
}

/** Each of the three from flag or file, the rest from the preset; all or nothing. */
function timingOf(source: Source, preset: string): PoetTiming | null {
  const defaults = presetTiming[preset]
  const phaseShiftMs = durationOf(source, 'poet', 'phase-shift') ?? defaults?.phaseShiftMs
  const cycleGapMs = durationOf(source, 'poet', 'cycle-gap') ?? defaults?.cycleGapMs
  const gracePeriodMs = durationOf(source, 'poet', 'grace-period') ?? defaults?.gracePeriodMs
  if (phaseShiftMs === undefined || cycleGapMs === undefined || gracePeriodMs === undefined || cycleGapMs <= 0) return null
  return { phaseShiftMs, cycleGapMs, gracePeriodMs }
}

function listenersOf(source: Source): NodeConfig['listeners'] {
  const listener = (name: string): string | null => textOf(source, 'api', `grpc-${name}-listener`)
  return {
    public: listener('public'),
    private: listener('private'),
    post: listener('post'),
    json: listener('json'),
    tls: listener('tls'),
  }
}

const tlsFilesOf = (source: Source): NodeConfig['tlsFiles'] => ({
  // The flag is misspelt, the field is not.
  ca: source.flags.get('gprc-tls-ca-cert') || textOf(source, 'api', 'grpc-tls-ca-cert'),
  cert: textOf(source, 'api', 'grpc-tls-cert'),
  key: textOf(source, 'api', 'grpc-tls-key'),
})

/** Path of the configuration that a command line names, as it stands. */
export const configFileOf = (args: readonly string[]): string | null => nodeFlags(args).get('config') || null

/**
 * Reads a node's command line with the text of its configuration (`null`: none, or not readable).
 * Never throws: what can't be read is named in `problems` and left unknown.
 */
export function readNodeConfig(args: readonly string[], configText: string | null): NodeConfig {
  const flags = nodeFlags(args)
  const problems: string[] = []
  const configFile = flags.get('config') || null
  const source: Source = { flags, tree: treeOf(configFile, configText, problems), problems }
  const presetAsked = flags.get('preset') || (source.tree.has('preset') ? String(source.tree.get('preset')) : '') || null
  const preset = presetAsked ?? 'mainnet'
  const poetServers = serversOf(source)
  const keyless = (poetServers ?? []).filter(({ pubkey }) => pubkey === null || pubkey === '').map(({ address }) => address)
  return {
    configFile,
    preset,
    presetAsked,
    // An empty one is the folder that the node is started in.
    dataFolder: said(source, 'main', 'data-folder') === '' ? '.' : textOf(source, 'main', 'data-folder'),
    fileLock: textOf(source, 'main', 'filelock'),
    listeners: listenersOf(source),
    tlsFiles: tlsFilesOf(source),
    genesisTime: textOf(source, 'genesis', 'genesis-time'),
    layerMs: durationOf(source, 'main', 'layer-duration'),
    layersPerEpoch: countOf(source, 'main', 'layers-per-epoch'),
    timing: timingOf(source, preset),
    poetServers,
    // An empty one on purpose is none; one that is not said comes from the preset.
    coinbase:
      said(source, 'smeshing', 'smeshing-coinbase') === undefined
        ? (presetCoinbase[preset] ?? null)
        : textOf(source, 'smeshing', 'smeshing-coinbase'),
    // The standalone preset starts smeshing unless told otherwise (recorded).
    smeshingStart:
      said(source, 'smeshing', 'smeshing-start') === undefined ? preset === 'standalone' : truthOf(source, 'smeshing', 'smeshing-start'),
    postFolder: textOf(source, 'smeshing.smeshing-opts', 'smeshing-opts-datadir'),
    hrp: textOf(source, 'main', 'network-hrp'),
    standalone: truthOf(source, 'main', 'standalone'),
    // 1.4 to 1.7 know it by this name and refuse the other, which older ones had (docs/protocol.md §16).
    publicServices: listOf(source, 'api', 'publicservices') ?? listOf(source, 'api', 'grpc-public-services'),
    traps: trapsOf(source, { preset, keyless }),
    arguments: args,
    folderByFlag: flags.has('data-folder'),
    folder: null,
    problems,
  }
}
