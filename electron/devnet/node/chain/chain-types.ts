/** Ids are lower-case hex. */
export interface Atx {
  readonly id: string
  readonly smesher: string
  readonly publishEpoch: number
  readonly sequence: number
  readonly previous: string
  readonly positioning: string
  readonly coinbase: string
  readonly numUnits: number
  readonly weight: number
  readonly height: number
}

/** One signed consensus message: two different ones of a smesher in one round are a proof of equivocation. */
export interface HareMessage {
  readonly smesher: string
  readonly layer: number
  readonly round: number
  readonly hash: string
  readonly signature: string
}

/** Legacy types of proofs. */
type MalfeasanceType = 1 | 3

export interface Malfeasance {
  readonly smesher: string
  readonly type: MalfeasanceType
  /** The layer of the two messages, or the publish epoch's first layer of two ATXs. */
  readonly layer: number
  readonly first: { readonly hash: string; readonly signature: string }
  readonly second: { readonly hash: string; readonly signature: string }
}

/** A layer that was applied: which ATXs made proposals that count in it, in how many slots each; without any it is empty. */
export interface Layer {
  readonly number: number
  readonly slots: readonly (readonly [atx: string, count: number])[]
}
