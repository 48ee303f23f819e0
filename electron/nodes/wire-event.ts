/** A moment as the node sends it. */
export interface WireTime {
  readonly seconds: bigint
  readonly nanos: number
}
type Bytes = Uint8Array
interface OfSmesher {
  readonly smesher: Bytes
}
type WaitRound = OfSmesher & { readonly publish: number }
type WaitProof = OfSmesher & { readonly publish: number; readonly target: number }
interface OfPoet {
  readonly url: string
  readonly roundId: string
}

/** The details of a node's events, by the name of their case: just the fields that are read, so that pure code needs no generated type. */
export interface WireValues {
  readonly beacon: { readonly epoch: number }
  readonly initStart: OfSmesher
  readonly initComplete: OfSmesher
  readonly initFailed: OfSmesher & { readonly error: string }
  readonly postStart: OfSmesher & { readonly challenge: Bytes }
  readonly postComplete: OfSmesher & { readonly challenge: Bytes }
  readonly poetWaitRound: WaitRound & { readonly until: WireTime | undefined }
  readonly waitingForPoetRegistrationWindow: WaitRound & { readonly roundEnd: WireTime | undefined }
  readonly poetWaitProof: WaitProof & { readonly until: WireTime | undefined }
  readonly waitingForPoetRoundEnd: WaitProof & { readonly roundEnd: WireTime | undefined }
  readonly proofDownloadedFromPoet: OfPoet
  readonly registeredInPoet: OfSmesher & OfPoet
  readonly bestProofSelected: OfSmesher & OfPoet
  readonly atxPublished: OfSmesher & { readonly current: number; readonly target: number; readonly id: Bytes }
  readonly eligibilities: OfSmesher & { readonly epoch: number; readonly eligibilities: readonly { readonly layer: number }[] }
  readonly proposal: OfSmesher & { readonly layer: number }
  readonly malfeasance: { readonly proof: { readonly smesherId: { readonly id: Bytes } | undefined } | undefined }
  readonly postServiceStarted: unknown
  readonly postServiceStopped: unknown
}
export type WireCase = keyof WireValues
export interface WireDetails<Case extends WireCase = WireCase> {
  readonly $case: Case
  readonly value: WireValues[Case]
}

/** `Event` of the node's AdminService (docs/protocol.md §5). */
export interface WireEvent {
  readonly timestamp: WireTime | undefined
  readonly failure: boolean
  readonly help: string
  readonly details: { [Case in WireCase]: WireDetails<Case> }[WireCase] | undefined
}

/** Milliseconds since 1970; `null` when missing or outside of what a clock shows. */
export function instantOf(time: WireTime | undefined): number | null {
  if (time === undefined) return null
  const milliseconds = Number(time.seconds) * 1000 + Math.floor(time.nanos / 1_000_000)
  return Number.isFinite(milliseconds) && Math.abs(milliseconds) <= 8.64e15 ? milliseconds : null
}
