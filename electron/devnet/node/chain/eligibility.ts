import { blake3 } from '@noble/hashes/blake3.js'

/** Four bytes of randomness that all nodes agree upon for an epoch. guess: from epoch 3 on real beacons come out of a vote. */
export function beaconOf(golden: Uint8Array, epoch: number): Uint8Array {
  return epoch <= 2 ? golden.slice(0, 4) : blake3(new Uint8Array([...golden, epoch & 255, epoch >> 8])).slice(0, 4)
}

interface Draw {
  readonly beacon: Uint8Array
  readonly atx: string
  readonly weight: number
  readonly totalWeight: number
  readonly firstLayer: number
  readonly layersPerEpoch: number
  readonly layerSize: number
}

/** In which layers of an epoch an ATX makes proposals, and how many slots each has; every ATX has one at least. */
export function eligibleLayers(draw: Draw): { layer: number; count: number }[] {
  const slots = Math.max(1, Math.floor((draw.weight * draw.layerSize * draw.layersPerEpoch) / Math.max(1, draw.totalWeight)))
  const random = new Random(blake3(new Uint8Array([...draw.beacon, ...Buffer.from(draw.atx, 'hex')])))
  const counts = new Map<number, number>()
  for (let slot = 0; slot < Math.min(slots, 5000); slot++) {
    const layer = draw.firstLayer + Math.floor(random.next() * draw.layersPerEpoch)
    counts.set(layer, (counts.get(layer) ?? 0) + 1)
  }
  return [...counts].map(([layer, count]) => ({ layer, count }))
}

/** mulberry32 seeded by four bytes: the same draw on every node. */
class Random {
  #state: number

  constructor(seed: Uint8Array) {
    this.#state = new DataView(seed.buffer, seed.byteOffset).getUint32(0)
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
