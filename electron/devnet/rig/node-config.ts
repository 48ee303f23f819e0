import { formatGoDuration } from '../shared/go-duration.ts'
import type { IdentityLayout, NodeLayout, RigLayout } from './layout.ts'

const loopback = (port: number): string => `127.0.0.1:${port}`

export interface NetworkFacts {
  /** Base64 public key of the PoET, null before the first start has told it. */
  readonly poetKey: string | null
  /** Multiaddress of the node that runs the network. */
  readonly bootnode: string | null
}

/** Where the standalone preset has its PoET; another place must be named, in the first start with any key. */
const PRESET_POET_PORT = 10_010
const UNKNOWN_KEY = Buffer.alloc(32).toString('base64')

/** A duration in the form the real node's config takes: whole seconds stay `6s`. */
const duration = (ms: number): string => (ms % 1000 === 0 ? `${ms / 1000}s` : formatGoDuration(ms))

/** How several nodes on loopback find each other; the default blocks loopback addresses. */
const neighbours = (node: NodeLayout, facts: NetworkFacts): object => ({
  'ip4-blocklist': [],
  'min-peers': 1,
  'p2p-private-network': true,
  bootnodes: node.standalone || facts.bootnode === null ? [] : [facts.bootnode],
})

/** The node's config file (facts: spacemesh-protocol 2.9, 2.10). */
export function nodeConfig(layout: RigLayout, node: NodeLayout, facts: NetworkFacts): object {
  const { ports } = node
  const poet = `http://${loopback(layout.poetPort)}`
  return {
    preset: 'standalone',
    api: {
      'grpc-public-listener': loopback(ports.public),
      'grpc-private-listener': loopback(ports.private),
      'grpc-post-listener': loopback(ports.post),
      'grpc-json-listener': loopback(ports.json),
    },
    main: {
      'layer-duration': duration(layout.layerMs),
      'layers-per-epoch': layout.layersPerEpoch,
      standalone: node.standalone,
      ...((facts.poetKey !== null || layout.poetPort !== PRESET_POET_PORT) && {
        'poet-servers': [{ address: poet, pubkey: facts.poetKey ?? UNKNOWN_KEY }],
      }),
    },
    p2p: { listen: `/ip4/127.0.0.1/tcp/${ports.p2p}`, ...(layout.nodes.length > 1 && neighbours(node, facts)) },
    poet: {
      'phase-shift': duration(layout.phaseShiftMs),
      'cycle-gap': duration(layout.cycleGapMs),
      'grace-period': duration(layout.gracePeriodMs),
    },
    smeshing: { 'smeshing-start': false, 'smeshing-opts': { 'smeshing-opts-scrypt': { n: 2 } } },
    post: {
      'post-labels-per-unit': layout.labelsPerUnit,
      'post-max-numunits': layout.maxUnits,
      'post-k1': layout.k1,
      'post-k2': layout.k2,
      'post-pow-difficulty': layout.powDifficulty,
    },
  }
}

/** Arguments of a node; `at` joins names to the work folder. */
export function nodeArguments(node: NodeLayout, genesis: string, at: (...names: string[]) => string): string[] {
  return ['-c', at(`${node.name}.json`), `--genesis-time=${genesis}`, '-d', at(node.name), '--filelock', at(`${node.name}.lock`)]
}

/** Arguments of an identity's service, registered at `node`. */
export function serviceArguments(layout: RigLayout, identity: IdentityLayout, folder: string): string[] {
  const node = layout.nodes.find(({ name }) => name === identity.node)
  const given: readonly [string, string | number][] = [
    ['--dir', folder],
    ['--address', `http://${loopback(node?.ports.post ?? 0)}`],
    ['--min-num-units', 1],
    ['--max-num-units', layout.maxUnits],
    ['--k1', layout.k1],
    ['--k2', layout.k2],
    ['--pow-difficulty', layout.powDifficulty],
    ['-n', 2],
    ['--randomx-mode', 'light'],
    ['--threads', 1],
    ['--nonces', identity.nonces],
    ['--operator-address', loopback(identity.operatorPort)],
  ]
  return given.flatMap(([flag, value]) => [flag, String(value)])
}
