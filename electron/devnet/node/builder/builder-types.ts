import type { Timing } from '../chain/epoch-clock.ts'
import type { ChallengeRow, InitialPost, NipostRow, PoetProofRow, PostProof, RegistrationRow } from '../database/local-rows.ts'
import type { Fields } from '../log/logger.ts'

/** What an identity's builder is doing. Times in milliseconds. */
export type Phase =
  | { readonly kind: 'off' }
  | { readonly kind: 'initial-post' }
  | { readonly kind: 'waiting-for-sync' }
  | { readonly kind: 'waiting-for-window'; readonly current: number; readonly opensAt: number }
  | { readonly kind: 'registering' }
  | { readonly kind: 'waiting-for-round-end'; readonly until: number }
  | { readonly kind: 'fetching-poet-proof' }
  | { readonly kind: 'proving' }
  | { readonly kind: 'publishing' }
  | { readonly kind: 'stopped' }

/** What happened. */
export type Input =
  | { readonly is: 'started' }
  | { readonly is: 'synced' }
  | { readonly is: 'woken' }
  | { readonly is: 'registered'; readonly registrations: readonly RegistrationRow[] }
  | { readonly is: 'registration-failed' }
  | { readonly is: 'poet-proof'; readonly proof: FetchedProof }
  | { readonly is: 'poet-proof-missing' }
  | { readonly is: 'proof-started'; readonly challenge: Uint8Array }
  | { readonly is: 'proof-done'; readonly proof: FinishedProof; readonly challenge: Uint8Array }
  | { readonly is: 'proof-failed' }
  | { readonly is: 'smeshing-stopped' }

/** A PoET proof as the node takes it: its reference is the challenge of the PoST proof. */
export interface FetchedProof extends PoetProofRow {
  readonly url: string
  readonly roundId: string
  readonly leaves: number
  readonly ticks: number
}

/** A PoST proof from a post-service, with what it said of its data. */
export interface FinishedProof extends PostProof {
  readonly numUnits: number
  readonly commitmentAtx: Uint8Array
  readonly vrfNonce: bigint
  readonly labelsPerUnit: bigint
}

/** The last ATX of the identity that this node knows, and the one a new ATX builds upon. */
interface AtxFacts {
  readonly previous: { readonly id: Uint8Array; readonly publishEpoch: number; readonly sequence: number } | null
  readonly positioning: Uint8Array
}

/** Everything a decision may look at. */
export interface BuilderFacts {
  readonly now: number
  readonly timing: Timing
  readonly synced: boolean
  readonly post: InitialPost | null
  readonly challenge: ChallengeRow | null
  readonly registrations: readonly RegistrationRow[]
  readonly nipost: NipostRow | null
  readonly atx: AtxFacts
  /** Short id for the log. */
  readonly shortId: string
}

/** An event of the node's stream that concerns this identity; times in milliseconds. */
export type BuilderEvent =
  | { readonly is: 'poet-wait-round'; readonly current: number; readonly publish: number; readonly until: number }
  | { readonly is: 'registered'; readonly url: string; readonly roundId: string }
  | { readonly is: 'poet-wait-proof'; readonly publish: number; readonly until: number }
  | { readonly is: 'proof-downloaded'; readonly url: string; readonly roundId: string; readonly ticks: number }
  | { readonly is: 'best-proof'; readonly url: string; readonly roundId: string; readonly ticks: number }
  | { readonly is: 'post-start'; readonly challenge: Uint8Array }
  | { readonly is: 'post-complete'; readonly challenge: Uint8Array }
  | { readonly is: 'post-failure' }

/** What is to be done about it, in this order. */
export type Effect =
  | { readonly do: 'state'; readonly state: 'IDLE' | 'PROVING' }
  | { readonly do: 'event'; readonly event: BuilderEvent }
  | {
      readonly do: 'log'
      readonly module: 'atxBuilder' | 'nipostBuilder'
      readonly message: string
      readonly fields?: Fields
      readonly level?: 'error'
    }
  | { readonly do: 'wake'; readonly at: number }
  | { readonly do: 'prove'; readonly challenge: Uint8Array; readonly askMetadata: boolean }
  | { readonly do: 'save-post'; readonly post: InitialPost }
  | { readonly do: 'save-challenge'; readonly challenge: ChallengeRow }
  | { readonly do: 'save-registration'; readonly registration: RegistrationRow }
  | { readonly do: 'save-poet-proof'; readonly proof: PoetProofRow }
  | { readonly do: 'save-nipost'; readonly nipost: NipostRow }
  | { readonly do: 'clear-rows' }
  | { readonly do: 'register'; readonly publish: number; readonly challenge: ChallengeRow }
  | { readonly do: 'fetch-poet-proof'; readonly registrations: readonly RegistrationRow[] }
  /** Makes the ATX known, forgets the rows, says so: in this order. */
  | { readonly do: 'publish'; readonly challenge: ChallengeRow; readonly nipost: NipostRow }
  | { readonly do: 'stop-proving' }
  /** Feeds the builder again: rows changed so much that it looks at them afresh. */
  | { readonly do: 'again' }

/** The effects that only change rows. */
export type RowEffect = Extract<
  Effect,
  { do: 'save-post' | 'save-challenge' | 'save-registration' | 'save-poet-proof' | 'save-nipost' | 'clear-rows' }
>

/** A decision: the phase afterwards and what to do. */
export interface Step {
  readonly phase: Phase
  readonly effects: readonly Effect[]
}
