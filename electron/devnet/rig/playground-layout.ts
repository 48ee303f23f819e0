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
    .flatMap(({ disk, node, units }) => units.map((count, index) => ({ name: `${disk}_post${index + 1}`, disk, node, units: count })))
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

/** First moment of a kind that comes once an epoch; `first` is the epoch of the first one. All since genesis. */
function next(layout: RigLayout, now: number, { inEpoch, first }: { readonly inEpoch: number; readonly first: number }): number {
  const epochMs = layout.layerMs * layout.layersPerEpoch
  return Math.max(first, Math.ceil((now - inEpoch) / epochMs)) * epochMs + inEpoch
}

/** Opening of the cycle gap that comes next, in milliseconds since genesis; the first one follows the first PoET round. */
export const nextGap = (layout: RigLayout, now: number): number =>
  next(layout, now, { inEpoch: layout.phaseShiftMs - layout.cycleGapMs, first: 1 })

/** When nodes begin to register for the PoET round that begins next. */
export const nextRegistration = (layout: RigLayout, now: number): number =>
  next(layout, now, { inEpoch: layout.phaseShiftMs - layout.gracePeriodMs, first: 0 })
