import { guideNetwork } from '../contract/model/guide-network.ts'
import { networkPorts } from '../contract/model/network.ts'
import { bytesOf, goldenOf, type IdentityPlace, identitiesOf, type NetworkDesign, pathsOf } from './design.ts'

/** The guide's network values; config, postcli and services must have the same ones. */
const network = { k1: 12, k2: 20, scryptN: 16, powDifficulty: 'f'.repeat(64) } as const
const mostUnits = ({ units }: NetworkDesign): number => Math.max(32, ...units)
const cpu = 4_294_967_295

export const loopback = (port: number): string => `127.0.0.1:${port}`

/** As Go reads it: `90s`, `1500ms`. */
const span = (ms: number): string => (ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`)

export const poetAddress = ({ ports }: Pick<NetworkDesign, 'ports'>): string => `http://${loopback(ports.poet)}`

/** Any key will do until the PoET has told its own: without an entry it would be made at the preset's port. */
const noKey = `${'A'.repeat(43)}=`

function poetServers(design: NetworkDesign, poetKey: string | null): object {
  if (poetKey === null && design.ports.poet === networkPorts.poet) return {}
  return { 'poet-servers': [{ address: poetAddress(design), pubkey: poetKey ?? noKey }] }
}

/**
 * The node's configuration, without the guide's traps: an explicit post listener, smeshing off (keys of services refuse it), and the key of
 * the PoET inside, without which two identities end the node at the first round's end (facts: spacemesh-protocol 2.10). `poetKey`: `null`
 * before the first start has told it.
 */
export function configText(design: NetworkDesign, poetKey: string | null): string {
  const { ports } = design
  const config = {
    preset: 'standalone',
    genesis: { 'genesis-time': new Date(design.genesisAt).toISOString().replace(/\.\d{3}Z$/, 'Z') },
    api: {
      'grpc-public-listener': loopback(ports.public),
      'grpc-private-listener': loopback(ports.private),
      'grpc-post-listener': loopback(ports.post),
      'grpc-json-listener': loopback(ports.json),
    },
    main: {
      'layer-duration': span(design.layerMs),
      'layers-per-epoch': design.layersPerEpoch,
      standalone: true,
      ...poetServers(design, poetKey),
    },
    p2p: { listen: `/ip4/127.0.0.1/tcp/${ports.p2p}` },
    poet: { 'phase-shift': span(design.phaseShiftMs), 'cycle-gap': span(design.cycleGapMs), 'grace-period': span(design.graceMs) },
    smeshing: {
      'smeshing-start': false,
      'smeshing-coinbase': design.coinbase,
      'smeshing-opts': { 'smeshing-opts-scrypt': { n: network.scryptN } },
    },
    post: {
      'post-min-numunits': design.minUnits,
      'post-max-numunits': mostUnits(design),
      'post-labels-per-unit': guideNetwork.labelsPerUnit,
      'post-k1': network.k1,
      'post-k2': network.k2,
      'post-pow-difficulty': network.powDifficulty,
    },
  }
  return `${JSON.stringify(config, null, 2)}\n`
}

export function nodeArguments(design: NetworkDesign): string[] {
  const paths = pathsOf(design)
  return ['-c', paths.config, '-d', paths.data, '--filelock', paths.lock]
}

/** May be repeated: what is there is gone on with (recorded). It makes a key where none is. */
export const dataArguments = (design: NetworkDesign, { folder, units }: IdentityPlace): string[] => [
  `-datadir=${folder}`,
  `-provider=${cpu}`,
  `-commitmentAtxId=${goldenOf(design)}`,
  `-labelsPerUnit=${guideNetwork.labelsPerUnit}`,
  `-scryptN=${network.scryptN}`,
  `-numUnits=${units}`,
  // Other sizes than mainnet's are asked about, and nobody is there to answer.
  '-yes',
]

export function serviceArguments(design: NetworkDesign, { folder, operator }: IdentityPlace): string[] {
  const given: readonly [string, string | number][] = [
    ['--dir', folder],
    ['--address', `http://${loopback(design.ports.post)}`],
    ['--min-num-units', design.minUnits],
    ['--max-num-units', mostUnits(design)],
    ['--k1', network.k1],
    ['--k2', network.k2],
    ['--pow-difficulty', network.powDifficulty],
    ['-n', network.scryptN],
    ['--randomx-mode', 'light'],
    ['--threads', 1],
    ['--nonces', 64],
    ['--operator-address', loopback(operator)],
  ]
  return given.flatMap(([flag, value]) => [flag, String(value)])
}

/** All folders, outer ones first. */
export function foldersOf(design: NetworkDesign): readonly string[] {
  const { folder, data, keys, unused, post, logs } = pathsOf(design)
  return [folder, data, keys, unused, post, logs, ...identitiesOf(design).map((one) => one.folder)]
}

export const allBytes = ({ units }: Pick<NetworkDesign, 'units'>): number => units.reduce((sum, one) => sum + bytesOf(one), 0)
