/** One node of a rig; its listeners are on loopback. */
export interface NodeLayout {
  readonly name: string
  readonly ports: { readonly public: number; readonly private: number; readonly post: number; readonly json: number; readonly p2p: number }
  /** Runs the network and the PoET inside; exactly one node of a rig does. */
  readonly standalone: boolean
}

/** One identity with its PoST data, its service and the node that holds its key. */
export interface IdentityLayout {
  readonly name: string
  readonly node: string
  readonly units: number
  readonly nonces: number
  readonly operatorPort: number
  /** The disk that its data is said to lie on. */
  readonly disk?: string
  /** True for data and a service whose key no node gets. */
  readonly withoutKey?: boolean
}

/** Everything that makes one small network; durations in milliseconds, already divided by the speed factor. */
export interface RigLayout {
  readonly layerMs: number
  readonly layersPerEpoch: number
  readonly phaseShiftMs: number
  readonly cycleGapMs: number
  readonly gracePeriodMs: number
  readonly labelsPerUnit: number
  /** Bytes per data file. */
  readonly maxFileSize: number
  readonly k1: number
  readonly k2: number
  /** 64 hex characters. */
  readonly powDifficulty: string
  readonly maxUnits: number
  readonly poetPort: number
  readonly nodes: readonly NodeLayout[]
  readonly identities: readonly IdentityLayout[]
}

/** A node whose listeners follow one another from a base on. */
export const nodeAt = (node: Pick<NodeLayout, 'name' | 'standalone'>, base: number, p2p: number): NodeLayout => ({
  ...node,
  ports: { public: base + 2, private: base + 3, post: base + 4, json: base + 5, p2p },
})

export interface LayoutOptions {
  /** Divides every duration of the network. */
  readonly speed: number
  /** Added to every port, so that several rigs fit on one machine. */
  readonly portOffset: number
  /** Units of the network node's own identity; 24 when left out, as in the recorded runs: it must outweigh the others together. */
  readonly networkUnits?: number
}

/** Z runs the network; A (attic) holds a1 and a2, B (home) holds b1. Epochs of 120 s and gaps of 50 s before the speed factor. */
export function defaultLayout({ speed, portOffset, networkUnits = 24 }: LayoutOptions): RigLayout {
  const port = (number: number) => number + portOffset
  const node = (name: string, base: number, p2p: number): NodeLayout => nodeAt({ name, standalone: name === 'Z' }, port(base), port(p2p))
  const identity = (index: number, name: string, place: { node: string; units: number }): IdentityLayout => ({
    name,
    ...place,
    nonces: 64,
    operatorPort: port(10_050 + index),
  })
  return {
    layerMs: 6000 / speed,
    layersPerEpoch: 20,
    phaseShiftMs: 60_000 / speed,
    cycleGapMs: 50_000 / speed,
    gracePeriodMs: 15_000 / speed,
    labelsPerUnit: 65_536,
    maxFileSize: 4 * 1024 * 1024,
    k1: 12,
    k2: 20,
    powDifficulty: 'f'.repeat(64),
    maxUnits: 64,
    poetPort: port(10_010),
    nodes: [node('Z', 10_090, 17_513), node('A', 11_090, 17_613), node('B', 12_090, 17_713)],
    identities: [
      identity(0, 'z1', { node: 'Z', units: networkUnits }),
      identity(1, 'a1', { node: 'A', units: 4 }),
      identity(2, 'a2', { node: 'A', units: 3 }),
      identity(3, 'b1', { node: 'B', units: 4 }),
    ],
  }
}
