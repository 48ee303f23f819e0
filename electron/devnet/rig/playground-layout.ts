import { type IdentityLayout, type NodeLayout, nodeAt, type RigLayout } from './layout.ts'

const minute = 60_000

/** Units of each identity by disk, as in the upstream guide to one node with ten PoST services. */
const disks: readonly { readonly disk: string; readonly node: string; readonly units: readonly number[] }[] = [
  { disk: 'diskA', node: 'home', units: [4, 27] },
  { disk: 'diskB', node: 'home', units: [31, 10, 7] },
  { disk: 'diskC', node: 'network', units: [12, 11, 13] },
  { disk: 'diskD', node: 'attic', units: [17] },
  { disk: 'diskE', node: 'attic', units: [12] },
]

const firstOperatorPort = 10_050
/** Such that one pass in thirty finds no proof; with the 64 of the recorded runs it would be one in four. */
const nonces = 160

const identitiesAt = (port: (number: number) => number): IdentityLayout[] =>
  disks
    .flatMap(({ disk, node, units }) => units.map((count, index) => ({ name: `${disk}_post${index + 1}`, node, units: count })))
    .map((identity, index) => ({ ...identity, nonces, operatorPort: port(firstOperatorPort + index) }))

/** Bytes that a service reads in a second of the network: six seconds for each unit. */
export const playgroundReadRate = (labelsPerUnit: number): number => Math.round((labelsPerUnit * 16) / 6)

/**
 * Ten identities on five disks, spread over three nodes so that a move can be tried. The network's clock starts standing, at its
 * genesis: epochs of fifteen minutes, a cycle gap of seven.
 */
export function playgroundLayout(portOffset: number): RigLayout {
  const port = (number: number) => number + portOffset
  const node = (name: string, base: number, p2p: number): NodeLayout =>
    nodeAt({ name, standalone: name === 'network' }, port(base), port(p2p))
  return {
    layerMs: minute,
    layersPerEpoch: 15,
    phaseShiftMs: 10 * minute,
    cycleGapMs: 7 * minute,
    gracePeriodMs: minute,
    labelsPerUnit: 262_144,
    maxFileSize: 16 * 1024 * 1024,
    k1: 12,
    k2: 20,
    powDifficulty: 'f'.repeat(64),
    maxUnits: 64,
    poetPort: port(10_010),
    nodes: [node('network', 10_090, 17_513), node('home', 11_090, 17_613), node('attic', 12_090, 17_713)],
    identities: identitiesAt(port),
  }
}

/** Opening of the cycle gap that comes next, in the network's time; the first one follows the first PoET round. */
export function nextGap({ layerMs, layersPerEpoch, phaseShiftMs, cycleGapMs }: RigLayout, genesisMs: number, now: number): number {
  const epochMs = layerMs * layersPerEpoch
  const opensIn = (epoch: number) => genesisMs + epoch * epochMs + phaseShiftMs - cycleGapMs
  const epoch = Math.max(1, Math.ceil((now - opensIn(0)) / epochMs))
  return opensIn(epoch)
}
