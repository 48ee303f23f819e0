import { blake3 } from '@noble/hashes/blake3.js'
import type { Atx, Layer } from './chain-types.ts'

/** One payment for one layer. */
export interface Reward {
  readonly layer: number
  readonly atx: Atx
  /** Smidge. */
  readonly amount: bigint
}

/** A layer with the hashes that the node tells of it. */
export interface HashedLayer {
  readonly layer: Layer
  /** Of the state before the layer; nothing before the first one. */
  readonly before: Uint8Array
  readonly after: Uint8Array
  /** `null`: nothing was agreed upon. */
  readonly block: Uint8Array | null
}

/** What a layer pays out in all: the sum that was recorded for layer 41 of a new network. guess: it shrinks with time. */
const subsidy = 477_618_194_820n

/** By layer, in it by ATX: each gets what its slots are of all slots, cut off (recorded: 18, 11, 24 and 11 of 64). */
export function rewardsOf(layers: readonly Layer[], atx: (id: string) => Atx | null): Reward[] {
  return layers.flatMap(({ number, slots }) => {
    const all = BigInt(slots.reduce((sum, [, count]) => sum + count, 0))
    return slots.flatMap(([id, count]) => {
      const owner = atx(id)
      return owner === null ? [] : [{ layer: number, atx: owner, amount: (subsidy * BigInt(count)) / all }]
    })
  })
}

const blockOf = ({ number, slots }: Layer): Uint8Array | null =>
  slots.length === 0 ? null : blake3(new TextEncoder().encode(`block/${number}/${JSON.stringify(slots)}`)).slice(0, 20)

/** Each layer's hash is made of the one before it and of its block: without a block of the one before alone (recorded). */
export function hashedLayers(layers: readonly Layer[]): HashedLayer[] {
  let last: Uint8Array = new Uint8Array()
  return layers.map((layer) => {
    const before = last
    const block = blockOf(layer)
    last = blake3(block === null ? before : new Uint8Array([...before, ...block]))
    return { layer, before, after: last, block }
  })
}
