import type { Epoch, Instant, Layer, RigName, SmesherId } from '../contract/model/basics.ts'
import type { Happening } from '../contract/model/happening.ts'
import type { EpochOutcome, GapCause, NodeTold } from '../contract/model/history.ts'
import type { LoggedProof } from '../contract/model/rig.ts'

/** What an epoch came to for good, as far as is known; `null`: nothing yet. */
export type Final = Extract<EpochOutcome, 'published' | 'late' | 'missed' | 'not-registered'>

/** One thing to be kept. Each may be told again: what is known already is kept once. */
export type Note =
  | { readonly note: 'happening'; readonly happening: Happening }
  /** The same event of a node, replayed, is known by its content: its node, kind, own time and all that it says. */
  | { readonly note: 'told'; readonly at: Instant; readonly what: NodeTold }
  /** From `since` on nobody looks; `null` node: at nothing. */
  | { readonly note: 'gap'; readonly node: RigName | null; readonly cause: GapCause; readonly since: number; readonly until: number | null }
  /** The node is looked at again. */
  | { readonly note: 'looked'; readonly node: RigName; readonly at: number }
  | { readonly note: 'outcomes'; readonly of: readonly (readonly [id: SmesherId, epoch: Epoch, outcome: Final | null])[] }
  /** A proof that is over, by the log of its service. */
  | {
      readonly note: 'proof-logged'
      readonly identity: SmesherId
      readonly epoch: Epoch
      readonly how: 'done' | 'failed'
      readonly seen: Readonly<Pick<LoggedProof, 'began' | 'ended' | 'pass' | 'bytesPerSecond' | 'readBytes'>>
    }
  | { readonly note: 'banned'; readonly identity: SmesherId; readonly at: number }
  /** `id`: of the ATX. `at`: when it was published, `null` while that is not known. */
  | {
      readonly note: 'atx-seen'
      readonly id: string
      readonly identity: SmesherId
      readonly epoch: Epoch
      readonly at: Instant | null
      readonly node: RigName | null
      readonly numUnits: number | null
      readonly coinbase: string | null
    }
  /** `id`: whatever makes it one, such as its layer and identity. `smidge`: all of it, in digits. */
  | {
      readonly note: 'reward-seen'
      readonly id: string
      readonly identity: SmesherId
      readonly layer: Layer
      readonly smidge: string
      readonly coinbase: string
      readonly node: RigName
    }
