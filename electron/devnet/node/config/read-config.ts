import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { goFileError } from '../go-file-error.ts'
import { decode, type Values } from './decode.ts'
import { goJsonError } from './go-json.ts'
import { parseGoTime } from './go-time.ts'
import { presetOf } from './presets.ts'
import { sections } from './schema.ts'

/** What of the configuration the simulated node acts on. Times in milliseconds. */
export interface NodeConfig {
  readonly dataFolder: string
  readonly fileLock: string
  readonly genesis: { readonly timeMs: number; readonly extraData: string }
  readonly layerMs: number
  readonly layersPerEpoch: number
  readonly tickSize: number
  readonly layerSize: number
  readonly hrp: string
  readonly standalone: boolean
  readonly poets: readonly PoetServer[]
  readonly phaseShiftMs: number
  readonly cycleGapMs: number
  readonly graceMs: number
  readonly post: {
    readonly labelsPerUnit: number
    readonly minUnits: number
    readonly maxUnits: number
    readonly k1: number
    readonly k2: number
  }
  readonly listeners: ListenerConfig
  readonly smeshing: { readonly start: boolean; readonly coinbase: string; readonly postFolder: string; readonly units: number }
  readonly p2p: { readonly listen: string; readonly bootnodes: readonly string[] }
  readonly jsonLog: boolean
}

/** Addresses to listen at; an empty one is off. The files are PEM. */
export interface ListenerConfig {
  readonly public: string
  readonly private: string
  readonly post: string
  readonly json: string
  readonly tls: { readonly address: string; readonly ca: string; readonly cert: string; readonly key: string }
}

/** A PoET the node registers with; the key is empty where the configuration names none. */
export interface PoetServer {
  readonly address: string
  readonly pubkey: string
}

interface Request {
  readonly configFile: string | null
  readonly preset: string | null
  readonly values: ReadonlyMap<string, unknown>
}

/** Builds the configuration from preset, file and flags, in this order; or says the node's refusal (without its `Error: `). */
export function readConfig({ configFile, preset, values }: Request): { config: NodeConfig } | { refusal: string } {
  const file = configFile === null ? { tree: {} } : readTree(configFile)
  if ('refusal' in file) return { refusal: `loading config: can't load config at ${file.refusal}` }
  const inFile = 'preset' in file.tree ? String(file.tree.preset) : ''
  const base = presetOf(preset ?? inFile)
  if ('refusal' in base) return { refusal: `loading config: ${String(base.refusal)}` }
  const decoded = decode(file.tree, sections)
  const time = decoded.values.get('genesis.genesis-time')
  // guess: the words for a genesis time that is none
  if (typeof time === 'string' && parseGoTime(time) === null)
    decoded.errors.push(`error decoding 'genesis.genesis-time': parsing time ${JSON.stringify(time)} as "2006-01-02T15:04:05Z07:00"`)
  if (decoded.errors.length > 0) {
    const list = decoded.errors.map((error) => `* ${error}`).join('\n')
    return { refusal: `loading config: unmarshal config: ${decoded.errors.length} error(s) decoding:\n\n${list}` }
  }
  return { config: compose(new Map([...Object.entries(base), ...decoded.values, ...values])) }
}

function readTree(path: string): { tree: Record<string, unknown> } | { refusal: string } {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return { refusal: `${path}: ${goFileError('open', path, error)}` }
  }
  const error = goJsonError(text)
  if (error !== null) return { refusal: `${path}: While parsing config: ${error}` }
  const tree: unknown = JSON.parse(text)
  if (typeof tree === 'object' && tree !== null && !Array.isArray(tree)) return { tree: tree as Record<string, unknown> }
  const type = Array.isArray(tree) ? 'array' : typeof tree === 'boolean' ? 'bool' : typeof tree
  return { refusal: `${path}: While parsing config: json: cannot unmarshal ${type} into Go value of type map[string]interface {}` }
}

function compose(values: Values): NodeConfig {
  const text = (path: string) => textOf(values.get(path))
  const number = (path: string) => Number(values.get(path) ?? 0)
  const flag = (path: string) => values.get(path) === true
  return {
    dataFolder: text('main.data-folder') || join(tmpdir(), 'spacemesh'),
    fileLock: text('main.filelock') || join(tmpdir(), 'spacemesh.lock'),
    genesis: { timeMs: parseGoTime(text('genesis.genesis-time')) ?? 0, extraData: text('genesis.genesis-extra-data') },
    layerMs: Math.max(1, number('main.layer-duration')),
    layersPerEpoch: Math.max(1, number('main.layers-per-epoch')),
    tickSize: Math.max(1, number('main.tick-size')),
    layerSize: Math.max(1, number('main.layer-average-size')),
    hrp: text('main.network-hrp'),
    standalone: flag('main.standalone'),
    poets: poetServers(values.get('main.poet-servers')),
    phaseShiftMs: number('poet.phase-shift'),
    cycleGapMs: number('poet.cycle-gap'),
    graceMs: number('poet.grace-period'),
    post: postOf(number),
    listeners: listenersOf(text),
    smeshing: {
      start: flag('smeshing.smeshing-start'),
      coinbase: text('smeshing.smeshing-coinbase'),
      postFolder: text('smeshing.smeshing-opts.smeshing-opts-datadir'),
      units: number('smeshing.smeshing-opts.smeshing-opts-numunits') || number('post.post-min-numunits'),
    },
    p2p: { listen: firstText(values.get('p2p.listen')), bootnodes: texts(values.get('p2p.bootnodes')) },
    jsonLog: text('logging.log-encoder') === 'json',
  }
}

const postOf = (number: (path: string) => number): NodeConfig['post'] => ({
  labelsPerUnit: number('post.post-labels-per-unit'),
  minUnits: number('post.post-min-numunits'),
  maxUnits: number('post.post-max-numunits'),
  k1: number('post.post-k1'),
  k2: number('post.post-k2'),
})

const listenersOf = (text: (path: string) => string): NodeConfig['listeners'] => ({
  public: text('api.grpc-public-listener'),
  private: text('api.grpc-private-listener'),
  post: text('api.grpc-post-listener'),
  json: text('api.grpc-json-listener'),
  tls: {
    address: text('api.grpc-tls-listener'),
    // the flag's name is misspelt in the real node too
    ca: text('api.grpc-tls-ca-cert') || text('api.gprc-tls-ca-cert'),
    cert: text('api.grpc-tls-cert'),
    key: text('api.grpc-tls-key'),
  },
})

const textOf = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' && value !== '' ? [value] : []
const firstText = (value: unknown) => texts(value)[0] ?? ''

function poetServers(value: unknown): PoetServer[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return []
    const { address, pubkey } = entry as { address?: unknown; pubkey?: unknown }
    return typeof address === 'string' ? [{ address: address.replace(/\/$/, ''), pubkey: typeof pubkey === 'string' ? pubkey : '' }] : []
  })
}
